/* The few behaviours that HTML does not have: menu, theme, dropdowns, dropping a file. */
(function () {
  "use strict";
  var root = document.documentElement;

  function remember(name, value) {
    try {
      window.localStorage.setItem(name, value);
    } catch (error) {
      /* the choice then holds for this page only */
    }
  }

  function isDark() {
    var chosen = root.getAttribute("data-theme");
    if (chosen) {
      return chosen === "dark";
    }
    return window.matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function toggleTheme() {
    var next = isDark() ? "light" : "dark";
    root.setAttribute("data-theme", next);
    remember("theme", next);
    document.dispatchEvent(new CustomEvent("themechange"));
  }

  function toggleMenu(button) {
    var menu = document.getElementById(button.getAttribute("aria-controls"));
    var open = menu.toggleAttribute("data-open");
    button.setAttribute("aria-expanded", String(open));
    if (open) {
      menu.querySelector("a").focus();
    }
  }

  function closeDropdowns(except) {
    document.querySelectorAll("details.dropdown[open]").forEach(function (dropdown) {
      if (dropdown !== except) {
        if (dropdown.contains(document.activeElement)) {
          dropdown.querySelector("summary").focus(); // else the focus would be lost with its field
        }
        dropdown.removeAttribute("open");
      }
    });
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-action]");
    closeDropdowns(event.target.closest("details.dropdown"));
    if (!button) {
      return;
    }
    var action = button.getAttribute("data-action");
    if (action === "theme") {
      toggleTheme();
    } else if (action === "menu") {
      toggleMenu(button);
    } else if (action === "print") {
      window.print();
    }
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      closeDropdowns(null);
    }
  });

  /* A file dropped on the zone lands in the ordinary file field inside it. */
  function wireDropzone(zone) {
    var input = zone.querySelector("input[type=file]");
    var name = zone.querySelector("[data-file-name]");
    function showName() {
      name.textContent = input.files.length ? input.files[0].name : "";
    }
    input.addEventListener("change", showName);
    ["dragenter", "dragover"].forEach(function (kind) {
      zone.addEventListener(kind, function (event) {
        event.preventDefault();
        zone.setAttribute("data-over", "");
      });
    });
    ["dragleave", "drop"].forEach(function (kind) {
      zone.addEventListener(kind, function (event) {
        event.preventDefault();
        zone.removeAttribute("data-over");
      });
    });
    zone.addEventListener("drop", function (event) {
      input.files = event.dataTransfer.files;
      showName();
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("[data-dropzone]").forEach(wireDropzone);
  });
})();
