/* Runs before the first paint: says that scripts work and restores a theme chosen by hand. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  var chosen = null;
  try {
    chosen = window.localStorage.getItem("theme");
  } catch (error) {
    chosen = null; // a browser that forbids storage still gets the theme of its system
  }
  if (chosen === "light" || chosen === "dark") {
    root.setAttribute("data-theme", chosen);
  }
})();
