// Tables where scripts run: sorted, filtered, copied, saved as CSV. Without it they stand as printed.
// Rows are moved and left out with what follows them (class "more"); groups stay together.
var Tables = (function () {
  "use strict";
  var collator = new Intl.Collator(document.documentElement.lang || "en", { numeric: true, sensitivity: "base", ignorePunctuation: true });
  var NUMBER = /^[-−]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/;
  var TERM = /\p{Script=Han}|\d+(?:[/,.]\d+)+(?!\p{L})|[\p{L}\p{N}]+(?:[-.'’·][\p{L}\p{N}]+)*/gu;
  var MANY = 12;

  function all(list, found) { return Array.prototype.filter.call(list, found || function () { return true; }); }

  function element(name, text, className) {
    var made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function button(words, className, pressed) {
    var made = element("button", words, className);
    made.type = "button";
    made.addEventListener("click", pressed);
    return made;
  }

  function filled(words, values) {
    return words.replace(/\{(\w+)\}/g, function (_, name) { return values[name]; });
  }

  // ---- what a cell says

  function said(node, withRefs) {
    if (node.nodeType === 3) return node.nodeValue;
    if (node.nodeName === "BR") return " ";
    if (node.nodeName === "svg" || node.className === "was") return "";
    if (!withRefs && /\b(ev|of)\b/.test(node.className)) return "";
    var text = all(node.childNodes).map(function (child) { return said(child, withRefs); }).join("");
    return node.nodeName === "A" && withRefs ? text + " " : text;
  }

  function words(cell) { return (said(cell).trim() || said(cell, true).trim()).replace(/\s+/g, " "); }

  // A number, a text, or null where nothing is stated or there is none. A dot is zero.
  function value(cell) {
    var text = cell.dataset.value === undefined ? words(cell) : cell.dataset.value;
    if (text === "·") return 0;
    if (NUMBER.test(text)) return Number(text.replace(/,/g, "").replace("−", "-"));
    return text === "" || text === "–" ? null : text;
  }

  function unit(cell) { return cell.dataset.unit || ""; }

  // ---- rows: one and what follows it are moved, left out and written together

  function bundles(body) {
    var found = [];
    all(body.rows).forEach(function (row) {
      if (row.className === "") found.push([row]);
      else if (row.className === "more" && found.length) found[found.length - 1].push(row);
    });
    return found;
  }

  function everyBundle(table) { return [].concat.apply([], all(table.tBodies).map(bundles)); }

  function columns(table) { return all(table.tHead.rows[table.tHead.rows.length - 1].cells); }

  // ---- sorting: within its group; units apart; what is not stated last, up and down

  function sort(table, column, descending) {
    var turn = descending ? -1 : 1;
    var keyed = all(table.tBodies).map(function (body) {
      return bundles(body).map(function (rows, place) {
        var cell = rows[0].cells[column];
        return { rows: rows, place: place, unnamed: value(rows[0].cells[0]) === null, value: value(cell), unit: unit(cell) };
      });
    });
    var numeric = keyed.every(function (sets) { return sets.every(function (set) { return typeof set.value !== "string"; }); });
    function order(a, b) {
      var last = (a.unnamed - b.unnamed) || ((a.value === null) - (b.value === null));
      if (last || a.value === null) return last || a.place - b.place;
      var apart = numeric
        ? collator.compare(a.unit, b.unit) || turn * (a.value - b.value)
        : turn * collator.compare(String(a.value), String(b.value));
      return apart || a.place - b.place;
    }
    keyed.forEach(function (sets, at) { place(table.tBodies[at], sets.sort(order).map(function (set) { return set.rows; })); });
  }

  function place(body, sets) {
    var rows = [].concat.apply([], sets), after = all(body.rows, function (row) { return row.className === "total" || row.className === "remainder"; })[0] || null;
    rows.forEach(function (row) { body.insertBefore(row, after); });
  }

  function sortable(table, said) {
    var heads = columns(table), printed = all(table.tBodies).map(bundles);
    heads.forEach(function (head, column) {
      if (head.tagName !== "TH") return;
      var name = words(head), made = button(undefined, "sort", function () {
        var was = head.getAttribute("aria-sort");
        heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
        if (was === "descending") {
          printed.forEach(function (sets, at) { place(table.tBodies[at], sets); });
          return said("unsorted", { column: name });
        }
        head.setAttribute("aria-sort", was ? "descending" : "ascending");
        sort(table, column, Boolean(was));
        said(was ? "falling" : "rising", { column: name });
      });
      while (head.firstChild) made.appendChild(head.firstChild);
      head.appendChild(made);
    });
  }

  // ---- filtering: each word of the filter is a whole term of the row; "in quotes" they stand together

  function terms(text) { return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().match(TERM) || []; }

  function wanted(query) {
    return (query.match(/"[^"]*"?|[^\s"]+/g) || []).map(terms).filter(function (run) { return run.length; });
  }

  function holds(cells, run) {
    return cells.some(function (cell) {
      return cell.some(function (_, at) { return run.every(function (term, step) { return cell[at + step] === term; }); });
    });
  }

  function filterable(table, box, said, changed) {
    var held = new Map(), input = element("input"), label = element("label", document.body.dataset.filter + " ");
    var count = element("span", "", "count"), rows = 0;
    everyBundle(table).forEach(function (set) {
      held.set(set, [].concat.apply([], set.map(function (row) { return all(row.cells).map(function (cell) { return terms(words(cell)); }); })));
      rows += set.length;
    });
    input.type = "search";
    label.appendChild(input);
    var line = element("div", undefined, "filter");
    line.appendChild(label);
    line.appendChild(count);
    box.parentNode.insertBefore(line, box);
    input.addEventListener("input", function () {
      var runs = wanted(input.value), shown = 0;
      held.forEach(function (cells, set) {
        var stands = runs.every(function (run) { return holds(cells, run); });
        set.forEach(function (row) { row.hidden = !stands; shown += stands; });
      });
      all(table.tBodies).forEach(function (body) {
        all(body.rows, function (row) { return row.className === "total" || row.className === "remainder"; })
          .forEach(function (row) { row.hidden = runs.length > 0; });
        body.hidden = runs.length > 0 && all(body.rows, function (row) { return !row.hidden && row.className !== "grp"; }).length === 0;
      });
      table.dataset.filtered = runs.length ? input.value.trim() : "";
      count.textContent = runs.length ? said("filtered", { terms: input.value.trim(), shown: shown, all: rows }) : said("", {});
      changed();
    });
  }

  // ---- copying and saving: values, not print; the closing total left out, as in the files of tables/

  // One row of heads and the rows that stand. A number with a unit stands beside its words.
  function values(table) {
    var heads = columns(table), data = document.body.dataset, grouped = table.querySelector("tr.grp") !== null;
    var united = heads.map(function (_, at) { return everyBundle(table).some(function (set) { return unit(set[0].cells[at]) !== ""; }); });
    function line(group, cells, beside) {
      var made = grouped ? [group] : [];
      cells.forEach(function (cell, at) { made.push(cell); if (united[at]) made.push(beside(at)); });
      return made;
    }
    var names = heads.map(function (head) { return head.dataset.name || words(head); });
    var lines = [line(data.group, names, function (at) { return names[at] + " " + data.printed; })], group = "", above = [];
    all(table.tBodies).forEach(function (body) {
      if (!body.hidden) all(body.rows, function (row) { return !row.hidden && row.className !== "total"; }).forEach(function (row) {
        if (row.className === "grp") group = words(row.cells[0]);
        else lines.push(line(group, above = plain(row, above), function (at) { return words(row.cells[at]); }));
      });
    });
    return lines;
  }

  // The values of a row; what a row that follows leaves empty is that of the row above.
  function plain(row, above) {
    return all(row.cells).map(function (cell, at) {
      var text = value(cell);
      if (text === null && row.className === "more" && cell.dataset.value === undefined) return above[at];
      return text === null ? "" : String(text);
    });
  }

  // No cell that a spreadsheet would run; numbers stay numbers.
  function safe(text) { return /^'*[=+\-@\t\n]/.test(text) && !NUMBER.test(text) ? "'" + text : text; }

  function csv(lines) {
    return "\ufeff" + lines.map(function (line) {
      return line.map(safe).map(function (text) { return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text; }).join(",");
    }).join("\r\n") + "\r\n";
  }

  function save(lines, name) {
    var link = element("a");
    link.href = URL.createObjectURL(new Blob([csv(lines)], { type: "text/csv" }));
    link.download = name.replace(/[^\w+.-]+/g, "-") + ".csv";
    link.click();
    URL.revokeObjectURL(link.href);
  }

  // Tabs between cells: that is what a spreadsheet takes from the clipboard.
  function copy(lines) {
    var text = lines.map(function (line) { return line.map(safe).map(function (cell) { return cell.replace(/\s+/g, " "); }).join("\t"); }).join("\n");
    function byHand() {
      var area = document.body.appendChild(element("textarea", text));
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    if (navigator.clipboard) navigator.clipboard.writeText(text).catch(byHand);
    else byHand();
  }

  // ---- one table, then all of them

  function telling(live) {
    return function (name, values) {
      live.textContent = name ? filled(document.body.dataset[name], values) : "";
      return live.textContent;
    };
  }

  function marked(main) {
    var names = all(document.querySelectorAll("table[data-filtered]"), function (table) { return table.dataset.filtered; })
      .map(function (table) { return table.dataset.exhibit || words(table.caption); });
    if (names.length) main.dataset.part = filled(document.body.dataset.part, { exhibits: names.join(", ") });
    else delete main.dataset.part;
  }

  function named(table) {
    var parts = [table.dataset.exhibit, table.dataset.table].concat(terms(table.dataset.filtered || ""));
    return parts.filter(Boolean).join("-") || words(table.caption);
  }

  function start() {
    var live = document.body.appendChild(element("p", "", "sr")), said = telling(live);
    live.setAttribute("role", "status");
    all(document.querySelectorAll("table.tb")).forEach(function (table) {
      var box = table.parentNode, tools = element("div", undefined, "tools"), data = document.body.dataset;
      if (table.hasAttribute("data-sortable")) {
        sortable(table, said);
        if (everyBundle(table).length > MANY) filterable(table, box, said, function () { marked(document.querySelector("main")); });
      }
      tools.appendChild(button(data.copy, "", function () {
        var lines = values(table);
        copy(lines);
        said("copied", { rows: lines.length - 1 });
      })).setAttribute("aria-label", data.copy + ": " + words(table.caption));
      tools.appendChild(button(data.csv, "", function () {
        save(values(table), named(table));
      })).setAttribute("aria-label", data.csv + ": " + words(table.caption));
      box.parentNode.insertBefore(tools, box.nextSibling);
    });
  }

  return { start: start, save: save, element: element, filled: filled };
})();
