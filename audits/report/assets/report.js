// Search and sorting. The pages are complete without this file.
"use strict";

for (const box of document.querySelectorAll("[data-find]")) {
  const rows = [...document.querySelectorAll("table[data-sort] tbody tr")];
  const texts = rows.map((row) => row.textContent.toLowerCase().replaceAll("ё", "е"));
  const input = box.querySelector("input");
  const said = box.querySelector("[role=status]");
  const find = () => {
    const words = input.value.toLowerCase().replaceAll("ё", "е").split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, index) => {
      const fits = words.every((word) => texts[index].includes(word));
      row.hidden = !fits;
      shown += fits;
    });
    said.textContent = words.length ? `Показано: ${shown} из ${rows.length}` : "";
  };
  let timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(find, 120);
  });
  box.hidden = false;
}

const collator = new Intl.Collator("ru", { numeric: true });
const valueOf = (row, column) => {
  const cell = row.cells[Math.min(column, row.cells.length - 1)];
  const text = cell.dataset.value ?? cell.textContent.trim();
  return text.replace(/^(\d\d)\.(\d\d)\.(\d{4})/, "$3-$2-$1"); // a date sorts from its year on
};

for (const table of document.querySelectorAll("table[data-sort]")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const numeric = head.classList.contains("num");
      const before = head.getAttribute("aria-sort");
      // numbers are wanted largest first, names from the beginning
      const ascending = before ? before === "descending" : !numeric;
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
      const body = table.tBodies[0];
      const keyed = [...body.rows].map((row) => [valueOf(row, column), row]);
      keyed.sort(([a], [b]) => {
        const order = numeric ? (parseFloat(a) || 0) - (parseFloat(b) || 0) : collator.compare(a, b);
        return ascending ? order : -order;
      });
      body.append(...keyed.map(([, row]) => row));
    });
  });
}

addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
});
