/* Rows chosen in a list: all of a page at once, a range with Shift, and how many there are. */
(function () {
  "use strict";
  var last = null;

  function boxes() {
    return Array.from(document.querySelectorAll("input[name=row][form=bulk]"));
  }

  function count() {
    var bar = document.querySelector("[data-bulk]");
    if (!bar) {
      return;
    }
    var all = boxes();
    var chosen = all.filter(function (box) {
      return box.checked;
    }).length;
    bar.querySelector("[data-bulk-count]").textContent = String(chosen);
    bar.toggleAttribute("data-any", chosen > 0);
    bar.querySelectorAll("[data-bulk-action]").forEach(function (button) {
      button.disabled = chosen === 0;
    });
    var head = document.querySelector("[data-choose-all]");
    if (head) {
      head.checked = chosen > 0 && chosen === all.length;
      head.indeterminate = chosen > 0 && chosen < all.length;
    }
  }

  document.addEventListener("click", function (event) {
    var box = event.target;
    if (!box.matches || !box.matches("input[name=row][form=bulk]")) {
      return;
    }
    var all = boxes();
    if (event.shiftKey && last && all.includes(last)) {
      var ends = [all.indexOf(last), all.indexOf(box)].sort(function (a, b) {
        return a - b;
      });
      all.slice(ends[0], ends[1] + 1).forEach(function (other) {
        other.checked = box.checked;
      });
    }
    last = box;
  });

  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-choose-all]")) {
      boxes().forEach(function (box) {
        box.checked = event.target.checked;
      });
    }
    count();
  });

  document.addEventListener("DOMContentLoaded", count);
  document.addEventListener("htmx:afterSettle", count);
  window.addEventListener("pageshow", count);
})();
