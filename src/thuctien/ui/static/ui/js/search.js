/* The search box of the header: a combobox after the ARIA Authoring Practices (editable, list). */
(function () {
  "use strict";
  var SLASH = "slash";

  function slashIsOn() {
    try {
      return window.localStorage.getItem(SLASH) !== "off";
    } catch (error) {
      return true;
    }
  }

  /* A shortcut of one letter can be switched off (WCAG 2.2, 2.1.4). */
  function wireSwitch(button) {
    button.setAttribute("aria-pressed", String(slashIsOn()));
    button.addEventListener("click", function () {
      var off = slashIsOn();
      try {
        window.localStorage.setItem(SLASH, off ? "off" : "on");
      } catch (error) {
        return;
      }
      button.setAttribute("aria-pressed", String(!off));
    });
  }

  function wire(input, list) {
    var active = null;

    function options() {
      return Array.from(list.querySelectorAll("[role=option]"));
    }

    function choose(option) {
      if (active) {
        active.setAttribute("aria-selected", "false");
      }
      active = option;
      if (active) {
        active.setAttribute("aria-selected", "true");
        active.scrollIntoView({ block: "nearest" });
        input.setAttribute("aria-activedescendant", active.id);
      } else {
        input.removeAttribute("aria-activedescendant");
      }
    }

    function show(open) {
      list.hidden = !open;
      input.setAttribute("aria-expanded", String(open));
      if (!open) {
        choose(null);
      }
    }

    function step(by) {
      var all = options();
      if (all.length === 0) {
        return;
      }
      show(true);
      var place = all.indexOf(active);
      if (place < 0) {
        place = by > 0 ? -1 : all.length;
      }
      choose(all[(place + by + all.length) % all.length]);
    }

    function onKey(event) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        step(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter" && active && !list.hidden) {
        event.preventDefault();
        window.location.assign(active.getAttribute("data-href"));
      } else if (event.key === "Escape") {
        if (list.hidden) {
          input.value = "";
        }
        show(false);
      }
    }

    input.addEventListener("keydown", onKey);
    list.addEventListener("htmx:afterSwap", function () {
      active = null;
      input.removeAttribute("aria-activedescendant");
      show(document.activeElement === input && options().length > 0);
    });
    list.addEventListener("mousedown", function (event) {
      event.preventDefault(); // the box keeps the focus, so that its list stays open
    });
    list.addEventListener("click", function (event) {
      var option = event.target.closest("[role=option]");
      if (option) {
        window.location.assign(option.getAttribute("data-href"));
      }
    });
    input.addEventListener("blur", function () {
      show(false);
    });

    document.addEventListener("keydown", function (event) {
      var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
      var slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && slashIsOn();
      var chord = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      if (slash || chord) {
        event.preventDefault();
        input.focus();
        input.select();
      }
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    var input = document.getElementById("site-search");
    if (input) {
      wire(input, document.getElementById(input.getAttribute("aria-controls")));
    }
    document.querySelectorAll("[data-action=slash]").forEach(wireSwitch);
  });
})();
