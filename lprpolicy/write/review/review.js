// Takes decisions on recipients and writes them as decisions.csv. Nothing leaves the page but that.
"use strict";

const rows = [...document.querySelectorAll("fieldset.recipient")];
const free = rows.filter((row) => !("forbidden" in row.dataset));
const undone = document.getElementById("undone");
const said = document.getElementById("said");
const only = document.getElementById("only");
const words = document.getElementById("words");
const shown = document.getElementById("shown");
const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));
let unsaved = false;

const radios = (row) => [...row.querySelectorAll("input[type=radio]")];
const choiceOf = (row) => radios(row).find((one) => one.checked)?.value ?? "";
const isOpen = (row) => choiceOf(row) === "";
const say = (text) => {
  said.textContent = text;
};

const choose = (row, choice) => {
  const radio = radios(row).find((one) => one.value === choice);
  if (radio === undefined || radio.disabled) return false;
  radio.checked = true;
  unsaved = true;
  return true;
};

const count = () => {
  undone.textContent = free.filter(isOpen).length;
  for (const row of rows) row.dataset.choice = choiceOf(row);
  for (const place of document.querySelectorAll("[data-count]")) {
    const group = document.getElementById(place.dataset.count);
    const open = free.filter((row) => group.contains(row) && isOpen(row)).length;
    place.textContent = open ? `, ${open} to decide` : "";
  }
};

const filter = () => {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let seen = 0;
  for (const row of rows) {
    const fits =
      wanted.every((word) => texts.get(row).includes(word)) && (!only.checked || isOpen(row));
    row.hidden = !fits && !row.contains(document.activeElement);
    seen += row.hidden ? 0 : 1;
  }
  for (const group of document.querySelectorAll("section.group")) {
    group.hidden = [...group.querySelectorAll("fieldset")].every((row) => row.hidden);
  }
  shown.textContent = `${seen} of ${rows.length} shown`;
};

const focus = (row) => {
  row.hidden = false;
  row.closest("section").hidden = false;
  const radio = radios(row).find((one) => !one.disabled);
  radio.focus();
  row.scrollIntoView({ block: "center" });
};

const next = (after) => {
  const from = after === undefined ? -1 : rows.indexOf(after);
  const order = [...rows.slice(from + 1), ...rows.slice(0, from + 1)];
  const open = order.find((row) => free.includes(row) && isOpen(row));
  if (open === undefined) {
    say("Everything is decided. Download decisions.csv.");
    document.getElementById("download").focus();
  } else {
    focus(open);
  }
};

document.addEventListener("change", (event) => {
  if (event.target.type !== "radio") return;
  unsaved = true;
  count();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const row = document.activeElement?.closest?.("fieldset.recipient");
  const choice = { k: "keep", r: "remove", a: "ask" }[event.key];
  if (!row || choice === undefined) return;
  event.preventDefault();
  if (choose(row, choice)) {
    count();
    say(`${row.dataset.name}: ${choice}. ${undone.textContent} still to decide.`);
    next(row);
  } else {
    say(`${row.dataset.name} cannot be kept: a rule forbids it or cannot clear it.`);
  }
});

for (const button of document.querySelectorAll("[data-all]")) {
  button.addEventListener("click", () => {
    const group = button.closest("section");
    const choice = button.dataset.all;
    const done = free.filter((row) => group.contains(row) && choose(row, choice)).length;
    count();
    say(`${done} recipients: ${choice}. ${undone.textContent} still to decide.`);
  });
}

// A cell that a spreadsheet might run as a formula begins with an apostrophe more.
const FORMULA = /^'*[=+@\uff1d\uff0b\uff0d-]/;
const cell = (text) => {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const table = () =>
  [["system", "listed_as", "decision", "who"]]
    .concat(
      rows.map((row) => {
        const law = "forbidden" in row.dataset && choiceOf(row) === "remove";
        return [row.dataset.system, row.dataset.name, law ? "" : choiceOf(row), row.dataset.who];
      }),
    )
    .map((line) => `${line.map(cell).join(",")}\r\n`)
    .join("");

document.getElementById("download").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([table()], { type: "text/csv" }));
  link.download = "decisions.csv";
  link.click();
  URL.revokeObjectURL(link.href);
  unsaved = false;
  say("decisions.csv is downloaded.");
});

document.getElementById("next").addEventListener("click", () => {
  next(document.activeElement?.closest?.("fieldset.recipient") ?? undefined);
});

// The cells of a CSV text, line by line.
const parse = (text) => {
  const lines = [];
  for (const match of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    const [, quoted, plain, end] = match;
    if (lines.length === 0 || lines.at(-1).ended) lines.push({ cells: [], ended: false });
    lines.at(-1).cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    lines.at(-1).ended = end !== ",";
    if (match.index + match[0].length >= text.length) break;
  }
  return lines.map((line) => line.cells);
};

document.getElementById("file").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (file === undefined) return;
  const known = new Map(rows.map((row) => [`${row.dataset.system}\n${row.dataset.name}`, row]));
  const [heads, ...lines] = parse((await file.text()).replace(/^\ufeff/, ""));
  const [system, name, decision] = ["system", "listed_as", "decision"].map((one) =>
    heads.indexOf(one),
  );
  let taken = 0;
  let left = 0;
  for (const line of lines) {
    if (!line[decision]) continue;
    const plain = /^''*[=+@\uff1d\uff0b\uff0d-]/.test(line[name]) ? line[name].slice(1) : line[name];
    const row = known.get(`${line[system]}\n${plain}`);
    if (row !== undefined && choose(row, line[decision])) taken += 1;
    else left += 1;
  }
  count();
  filter();
  const rest = left ? ` ${left} rows could not be taken.` : "";
  shown.textContent = `${taken} decisions taken from ${file.name}.${rest}`;
});

document.getElementById("filter").addEventListener("input", (event) => {
  if (event.target.type !== "file") filter();
});
document.getElementById("filter").addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

document.getElementById("needs-script").hidden = true;
for (const part of document.querySelectorAll(".tools, .all, #filter")) part.hidden = false;
count();
filter();
