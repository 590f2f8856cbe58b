// Looks through the index that stands in search-index.js. Nothing is fetched.
"use strict";

{
  const MOST = 60;
  const box = document.getElementById("q");
  const found = document.getElementById("found");
  const results = document.getElementById("results");

  const plain = (text) =>
    text
      .normalize("NFKD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase();
  const split = (text) => plain(text).split(/[^a-z0-9]+/).filter(Boolean);
  const entries = (window.LPRPOLICY_SEARCH ?? []).map(([title, about, href, more]) => ({
    title,
    about,
    href,
    name: split(title),
    words: split(`${title} ${about} ${more}`),
  }));

  const score = (entry, wanted) => {
    let sum = 0;
    for (const word of wanted) {
      if (entry.name.includes(word)) sum += 4;
      else if (entry.name.some((one) => one.startsWith(word))) sum += 3;
      else if (entry.words.includes(word)) sum += 2;
      else if (entry.words.some((one) => one.startsWith(word))) sum += 1;
      else return 0;
    }
    return sum / wanted.length + (entry.about.startsWith("policy") ? 0.5 : 0);
  };

  const item = (entry) => {
    const line = document.createElement("li");
    const link = document.createElement("a");
    const about = document.createElement("span");
    link.href = entry.href;
    link.textContent = entry.title;
    about.textContent = entry.about;
    line.append(link, " ", about);
    return line;
  };

  const show = () => {
    const wanted = split(box.value);
    if (wanted.length === 0) {
      found.textContent = "Type a name, a place or a word of the law into the box above.";
      results.replaceChildren();
      return;
    }
    const hits = entries
      .map((entry) => [score(entry, wanted), entry])
      .filter(([points]) => points > 0)
      .sort((a, b) => b[0] - a[0] || (a[1].title < b[1].title ? -1 : 1));
    const first = hits.length > MOST ? `, the first ${MOST} shown` : "";
    found.textContent = `${hits.length} found${first}`;
    results.replaceChildren(...hits.slice(0, MOST).map(([, entry]) => item(entry)));
  };

  box.value = new URLSearchParams(window.location.search).get("q") ?? "";
  box.addEventListener("input", show);
  box.form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  show();
  if (box.value === "") box.focus();
}
