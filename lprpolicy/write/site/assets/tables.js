// Sorts and filters the tables of a page. Without scripts every row is there, in the file's order.
"use strict";

for (const table of document.querySelectorAll("table[data-sorts]")) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const heads = [...table.tHead.rows[0].cells];
  const compare = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;

  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.key ?? cell.textContent.trim();
  };

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const sign = down ? -1 : 1;
      const order = (one, other) => {
        const [a, b] = [key(one, column), key(other, column)];
        // What is not said comes last, whichever way round.
        if (a === "~" || b === "~") return (a === "~") - (b === "~");
        return sign * compare(a, b);
      };
      body.append(...[...rows].sort(order));
    });
  });

  const form = document.querySelector(`form[data-filters="${table.id}"]`);
  if (form === null) continue;
  form.hidden = false;
  const words = form.querySelector("input");
  const selects = [...form.querySelectorAll("select")];
  const shown = form.querySelector("[role=status]");
  const texts = new Map(rows.map((row) => [row, row.textContent.toLowerCase()]));

  const filter = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const fits =
        wanted.every((word) => texts.get(row).includes(word)) &&
        selects.every(
          (select) =>
            select.value === "" ||
            row.cells[Number(select.dataset.column)].textContent.trim() === select.value,
        );
      row.hidden = !fits;
      count += fits ? 1 : 0;
    }
    shown.textContent = `${count} of ${shown.dataset.of} shown`;
  };

  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
}
