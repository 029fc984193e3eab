// What the page can do more where scripts run: light or dark, sorting, filtering.
// Without it everything is there and can be read.
(function () {
  "use strict";
  var root = document.documentElement;

  function stored(value) {
    try {
      if (value) localStorage.setItem("theme", value);
      return localStorage.getItem("theme");
    } catch (error) {
      return value;
    }
  }

  function themes() {
    var button = document.querySelector(".theme");
    var dark = window.matchMedia("(prefers-color-scheme: dark)");
    var chosen = stored();
    if (chosen) root.dataset.theme = chosen;
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      var now = root.dataset.theme || (dark.matches ? "dark" : "light");
      root.dataset.theme = stored(now === "dark" ? "light" : "dark") || (now === "dark" ? "light" : "dark");
    });
  }

  function value(row, column) {
    var cell = row.cells[column];
    if (!cell) return "";
    var given = cell.dataset.sort;
    var text = given === undefined ? cell.textContent.trim() : given;
    var number = Number(text.replace(/,/g, ""));
    return text !== "" && !isNaN(number) ? number : text.toLowerCase();
  }

  function compare(one, other) {
    if (typeof one === "number" && typeof other === "number") return one - other;
    if (typeof one === "number") return -1;
    if (typeof other === "number") return 1;
    return one.localeCompare(other);
  }

  // Rows move inside their group; group rows and closing rows stay where they are.
  function sort(table, column, descending) {
    Array.prototype.forEach.call(table.tBodies, function (body) {
      var rows = Array.prototype.filter.call(body.rows, function (row) { return row.className === ""; });
      var after = rows.length ? rows[rows.length - 1].nextSibling : null;
      rows
        .map(function (row, place) { return { row: row, place: place, value: value(row, column) }; })
        .sort(function (a, b) {
          var order = compare(a.value, b.value);
          return (descending ? -order : order) || a.place - b.place;
        })
        .forEach(function (item) { body.insertBefore(item.row, after); });
    });
  }

  function columns(table) {
    var heads = [];
    var rows = table.tHead.rows;
    var wanted = rows.length > 1 ? Array.prototype.slice.call(rows[1].cells) : [];
    Array.prototype.forEach.call(rows[0].cells, function (head) {
      if (head.classList.contains("over")) heads = heads.concat(wanted.splice(0, head.colSpan));
      else heads.push(head);
    });
    return heads;
  }

  function sortable(table) {
    var heads = columns(table);
    heads.forEach(function (head, column) {
      if (head.tagName !== "TH") return;
      var button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      while (head.firstChild) button.appendChild(head.firstChild);
      head.appendChild(button);
      button.addEventListener("click", function () {
        var descending = head.getAttribute("aria-sort") === "ascending";
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        sort(table, column, descending);
      });
    });
  }

  function filterable(table, words) {
    var label = document.createElement("label");
    var input = document.createElement("input");
    label.className = "filter";
    label.textContent = words;
    input.type = "search";
    label.appendChild(input);
    table.parentNode.parentNode.insertBefore(label, table.parentNode);
    input.addEventListener("input", function () {
      var wanted = input.value.trim().toLowerCase();
      Array.prototype.forEach.call(table.tBodies, function (body) {
        var shown = 0;
        Array.prototype.forEach.call(body.rows, function (row) {
          if (row.className === "grp") return;
          row.hidden = wanted !== "" && row.textContent.toLowerCase().indexOf(wanted) < 0;
          if (!row.hidden) shown += 1;
        });
        body.hidden = wanted !== "" && shown === 0;
      });
    });
  }

  themes();
  Array.prototype.forEach.call(document.querySelectorAll("table[data-sortable]"), function (table) {
    sortable(table);
    if (table.rows.length > 15) filterable(table, document.body.dataset.filter);
  });
  document.addEventListener("click", function (event) {
    var menu = document.querySelector(".menu[open]");
    if (menu && (!menu.contains(event.target) || event.target.closest("a"))) menu.open = false;
  });
})();
