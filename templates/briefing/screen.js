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

  // ---- what a number counts: its records, its rule, its address

  function places(text) {
    var found = [], last = 0;
    if (!text) return found;
    text.split(".").forEach(function (part) {
      var pair = part.split(":");
      last += Number(pair[0]);
      found.push(last);
      for (var run = Number(pair[1] || 0); run > 0; run -= 1) found.push(last += 1);
    });
    return found;
  }

  function element(name, text, className) {
    var made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function csv(heads, rows) {
    function cell(text) {
      if (/^[=+\-@\t\r]/.test(text)) text = "'" + text;
      return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
    }
    return "\ufeff" + [heads].concat(rows).map(function (row) { return row.map(cell).join(","); }).join("\r\n") + "\r\n";
  }

  function listed(known, number, words, address) {
    var rows = places(number[3]).map(function (place) { return known.records[number[2]][place]; });
    var heads = known.kinds[number[2]];
    var box = element("div", undefined, "trace-rows");
    if (!rows.length) return box;
    var table = element("table"), head = element("tr"), shown = rows.slice(0, 10);
    heads.forEach(function (name) { head.appendChild(element("th", name)).scope = "col"; });
    table.appendChild(element("thead")).appendChild(head);
    var body = table.appendChild(element("tbody"));
    shown.forEach(function (row) {
      var line = body.appendChild(element("tr"));
      row.forEach(function (cell) { line.appendChild(element("td", cell)); });
    });
    var scroll = box.appendChild(element("div", undefined, "trace-scroll"));
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", words.open);
    scroll.appendChild(table);
    if (shown.length < rows.length) box.appendChild(element("p", shown.length + " " + words.of + " " + rows.length.toLocaleString("en") + " " + words.more));
    var button = box.appendChild(element("button", words.csv, "trace-csv"));
    button.type = "button";
    button.addEventListener("click", function () {
      var link = element("a");
      link.href = URL.createObjectURL(new Blob([csv(heads, rows)], { type: "text/csv" }));
      link.download = address.replace(/[^\w+.-]+/g, "-") + ".csv";
      link.click();
      URL.revokeObjectURL(link.href);
    });
    return box;
  }

  function told(known, address, words) {
    var number = known.numbers[address];
    var table = known.tables[address.split("/")[0]];
    var box = element("section");
    box.appendChild(element("p", number[0].toLocaleString("en"), "trace-value"));
    box.appendChild(element("p", number[1], "trace-words"));
    var list = box.appendChild(element("dl"));
    [[words.table, table.title], [words.rule, table.rule], [words.date, table.date], [words.source, table.sources.join("; ")]].forEach(function (pair) {
      list.appendChild(element("dt", pair[0]));
      list.appendChild(element("dd", pair[1]));
    });
    box.appendChild(listed(known, number, words, address));
    box.appendChild(element("p", "#" + address, "trace-address"));
    return box;
  }

  function tracing() {
    var data = document.getElementById("numbers"), panel = document.getElementById("trace");
    if (!data || !panel) return;
    var known = JSON.parse(data.textContent);
    var body = panel.querySelector(".trace-number"), words = body.dataset, from = null;

    function parts(address) { return address.split("~"); }
    function knows(address) { return parts(address).every(function (part) { return known.numbers[part]; }); }

    function open(address, opener) {
      if (!knows(address)) return;
      from = opener || null;
      while (body.firstChild) body.removeChild(body.firstChild);
      parts(address).forEach(function (part, place) {
        if (place) body.appendChild(element("p", words.of, "trace-of"));
        body.appendChild(told(known, part, words));
      });
      body.querySelector(".trace-words").id = "trace-words";
      panel.hidden = false;
      panel.scrollTop = 0;
      panel.focus();
    }

    function close() {
      if (panel.hidden) return;
      panel.hidden = true;
      if (location.hash) history.replaceState(null, "", location.pathname + location.search);
      if (from) from.focus();
    }

    function asked() {
      var address = location.hash.slice(1);
      if (!knows(address)) address = decodeURIComponent(address);
      if (address.indexOf("/") > 0) open(address);
    }

    Array.prototype.forEach.call(document.querySelectorAll(".n[data-at]"), function (number) {
      if (!knows(number.dataset.at)) return;
      number.tabIndex = 0;
      number.setAttribute("role", "button");
    });
    function chosen(event) {
      var number = event.target.closest ? event.target.closest(".n[data-at]") : null;
      if (!number || (event.type === "keydown" && event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      history.replaceState(null, "", "#" + number.dataset.at);
      open(number.dataset.at, number);
    }
    document.addEventListener("click", chosen);
    document.addEventListener("keydown", chosen);
    document.addEventListener("keydown", function (event) { if (event.key === "Escape") close(); });
    panel.querySelector(".trace-close").addEventListener("click", close);
    window.addEventListener("hashchange", asked);
    asked();
  }

  themes();
  tracing();
  Array.prototype.forEach.call(document.querySelectorAll("table[data-sortable]"), function (table) {
    sortable(table);
    if (table.rows.length > 15) filterable(table, document.body.dataset.filter);
  });
  document.addEventListener("click", function (event) {
    var menu = document.querySelector(".menu[open]");
    if (menu && (!menu.contains(event.target) || event.target.closest("a"))) menu.open = false;
  });
})();
