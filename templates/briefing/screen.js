// What the page can do more where scripts run: light or dark, and what a number counts.
// It stands after tables.js. Without it everything is there and can be read.
(function () {
  "use strict";
  var root = document.documentElement, element = Tables.element;
  var data = document.getElementById("numbers"), panel = document.getElementById("trace");

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

  // ---- what a number counts: its records, its rule, its address

  function unpacked(text) {
    var bytes = Uint8Array.from(atob(text), function (sign) { return sign.charCodeAt(0); });
    var plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(plain).json();
  }

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

  // What is said more than once stands among the texts, and here its place there.
  function texts(known, list) {
    return list.map(function (text) { return typeof text === "number" ? known.texts[text] : text; });
  }

  function listed(known, number, words, address) {
    var rows = places(number[3]).map(function (place) { return texts(known, known.records[number[2]][place]); });
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
    if (shown.length < rows.length) box.appendChild(element("p", Tables.filled(words.more, { shown: shown.length, all: rows.length.toLocaleString(root.lang || "en") })));
    var button = box.appendChild(element("button", words.csv, "trace-csv"));
    button.type = "button";
    button.addEventListener("click", function () {
      Tables.save([heads].concat(rows), address);
    });
    return box;
  }

  function told(known, address, words) {
    var number = known.numbers[address];
    var table = known.tables[address.split("/")[0]];
    var box = element("section");
    box.appendChild(element("p", number[0].toLocaleString(root.lang || "en"), "trace-value"));
    box.appendChild(element("p", texts(known, number[1]).join(" · "), "trace-words"));
    var list = box.appendChild(element("dl"));
    [[words.table, table.title], [words.rule, table.rule], [words.date, table.date], [words.source, texts(known, number[4] || []).concat(table.sources).join("; ")]].forEach(function (pair) {
      list.appendChild(element("dt", pair[0]));
      list.appendChild(element("dd", pair[1]));
    });
    box.appendChild(listed(known, number, words, address));
    box.appendChild(element("p", "#" + address, "trace-address"));
    return box;
  }

  function tracing(known) {
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

    // Each number is a stop of the key Tab; of a drawing's the first, and arrows lead to the others.
    function pressable(number, stop) {
      number.setAttribute("tabindex", stop ? 0 : -1);
      number.setAttribute("role", "button");
    }

    function known_in(box, found) {
      return Array.prototype.filter.call(box.querySelectorAll(found), function (number) { return knows(number.dataset.at); });
    }

    known_in(document, ".n[data-at]").forEach(function (number) { pressable(number, true); });
    Array.prototype.forEach.call(document.querySelectorAll("svg.drawing"), function (drawing) {
      var numbers = known_in(drawing, "[data-at]");
      if (!numbers.length) return;
      drawing.setAttribute("role", "group");
      numbers.forEach(function (number, place) { pressable(number, !place); });
      drawing.addEventListener("keydown", function (event) {
        var step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
        var at = numbers.indexOf(event.target), next = numbers[at + step];
        if (!step || at < 0) return;
        event.preventDefault();
        if (!next) return;
        pressable(event.target, false);
        pressable(next, true);
        next.focus();
      });
    });
    function chosen(event) {
      var number = event.target.closest ? event.target.closest("[data-at]") : null;
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
  if (data && panel && window.DecompressionStream) unpacked(data.textContent).then(tracing);
  Tables.start();
  document.addEventListener("click", function (event) {
    var menu = document.querySelector(".menu[open]");
    if (menu && (!menu.contains(event.target) || event.target.closest("a"))) menu.open = false;
  });
})();
