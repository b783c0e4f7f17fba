/* What is typed into a form[data-draft] is kept in this browser until the form has arrived: for this
   account, this page, half a day at most; never passwords, files, hidden or sensitive fields. */
(function () {
  "use strict";
  var PREFIX = "draft:";
  var LONGEST = 12 * 60 * 60 * 1000;
  var PAUSE = 250;
  var PATIENCE = 10 * 1000; // a network that swallows everything says nothing for minutes
  var NEVER = /^(password|file|hidden|submit|button|reset|image)$/;
  var user = null;

  function store() {
    try {
      return window.localStorage;
    } catch (error) {
      return null; // a browser that forbids storage keeps no drafts; forms still work
    }
  }

  function keyOf(form) {
    return PREFIX + user + ":" + window.location.pathname + "#" + form.getAttribute("data-draft");
  }

  function read(key) {
    try {
      return JSON.parse(store().getItem(key));
    } catch (error) {
      return null;
    }
  }

  function write(key, draft) {
    try {
      store().setItem(key, JSON.stringify(draft));
    } catch (error) {
      /* the store is full or forbidden: the form works without its draft */
    }
  }

  function allKeys() {
    var kept = store();
    return kept
      ? Object.keys(kept).filter(function (key) {
          return key.indexOf(PREFIX) === 0;
        })
      : [];
  }

  function forget(wanted) {
    allKeys().forEach(function (key) {
      if (wanted(key, read(key) || {})) {
        store().removeItem(key);
      }
    });
  }

  function fieldsOf(form) {
    return Array.from(form.elements).filter(function (field) {
      return (
        field.name &&
        !NEVER.test(field.type) &&
        !/password|one-time/.test(field.autocomplete || "") &&
        !field.closest("[data-sensitive]")
      );
    });
  }

  function isTicked(field) {
    return field.type === "checkbox" || field.type === "radio";
  }

  function valuesOf(form) {
    var values = {};
    fieldsOf(form).forEach(function (field) {
      values[field.name] = values[field.name] || [];
      if (field.type === "select-multiple") {
        Array.from(field.selectedOptions).forEach(function (option) {
          values[field.name].push(option.value);
        });
      } else if (!isTicked(field) || field.checked) {
        values[field.name].push(field.value);
      }
    });
    return values;
  }

  function fill(form, values) {
    var places = {};
    fieldsOf(form).forEach(function (field) {
      var wanted = values[field.name];
      if (!wanted) {
        return;
      }
      if (isTicked(field)) {
        field.checked = wanted.indexOf(field.value) >= 0;
      } else if (field.type === "select-multiple") {
        Array.from(field.options).forEach(function (option) {
          option.selected = wanted.indexOf(option.value) >= 0;
        });
      } else {
        places[field.name] = places[field.name] || 0;
        field.value = wanted[places[field.name]] || "";
        places[field.name] += 1;
      }
    });
  }

  function tokenOf(form) {
    return form.elements.namedItem("form_token");
  }

  function keep(form, sent) {
    var token = tokenOf(form);
    write(keyOf(form), {
      at: Date.now(),
      sent: sent,
      token: token ? token.value : "",
      values: valuesOf(form),
    });
  }

  function show(form, id) {
    form.querySelectorAll(".draft-notice").forEach(function (notice) {
      notice.remove();
    });
    if (!id) {
      return null;
    }
    form.prepend(document.getElementById(id).content.cloneNode(true));
    return form.querySelector(".draft-notice");
  }

  function restore(form) {
    var draft = read(keyOf(form));
    var first = valuesOf(form);
    if (!draft || JSON.stringify(draft.values) === JSON.stringify(first)) {
      return;
    }
    fill(form, draft.values);
    if (draft.sent && draft.token && tokenOf(form)) {
      tokenOf(form).value = draft.token; // it may have arrived: the same token is taken once only
    }
    var notice = show(form, "draft-restored");
    notice.querySelector("[data-draft-time]").textContent = new Date(draft.at).toLocaleTimeString(
      document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    notice.querySelector("[data-draft-drop]").addEventListener("click", function () {
      store().removeItem(keyOf(form));
      fill(form, first);
      show(form, null);
    });
  }

  function hold(form, submitter) {
    var notice = show(form, "draft-held");
    notice.scrollIntoView({ block: "nearest" });
    notice.querySelector("[data-draft-send]").addEventListener("click", function () {
      form.requestSubmit(submitter);
    });
  }

  function toTheDoor() {
    var here = window.location.pathname + window.location.search;
    window.location.assign(
      document.body.getAttribute("data-sign-in") + "?next=" + encodeURIComponent(here));
  }

  /* Before a form leaves: is there a network, is the reader still signed in? */
  function onSubmit(event) {
    var form = event.target;
    var submitter = event.submitter || undefined;
    if (form.hasAttribute("data-leaving")) {
      return;
    }
    event.preventDefault();
    keep(form, true);
    var asked = new AbortController();
    window.setTimeout(function () {
      asked.abort();
    }, PATIENCE);
    fetch(document.body.getAttribute("data-alive"), { cache: "no-store", signal: asked.signal })
      .then(function (answer) {
        return answer.text();
      })
      .then(function (state) {
        if (state === "out") {
          toTheDoor();
          return;
        }
        show(form, null);
        form.setAttribute("data-leaving", "");
        form.requestSubmit(submitter);
      })
      .catch(function () {
        hold(form, submitter);
      });
  }

  function wire(form) {
    var waiting = null;
    restore(form);
    form.addEventListener("input", function () {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(keep, PAUSE, form, false);
    });
    form.addEventListener("submit", function (event) {
      window.clearTimeout(waiting);
      onSubmit(event);
    });
  }

  function forgetWhatArrived() {
    var done = /(?:^|; )form_done=([\w-]+)/.exec(document.cookie);
    if (done) {
      forget(function (_key, draft) {
        return draft.token === done[1];
      });
      document.cookie = "form_done=; max-age=0; path=/; samesite=lax";
    }
  }

  window.addEventListener("pageshow", function (event) {
    if (event.persisted) {
      window.location.reload(); // a page from the browser's memory carries a token already used
    }
  });

  document.addEventListener("DOMContentLoaded", function () {
    user = document.body.getAttribute("data-user");
    if (!user) {
      return; // at the door: what was typed waits for its account
    }
    forgetWhatArrived();
    forget(function (key, draft) {
      var mine = key.indexOf(PREFIX + user + ":") === 0;
      return !mine || !(Date.now() - draft.at < LONGEST);
    });
    document.querySelectorAll("form[data-draft]").forEach(wire);
    document.querySelectorAll("form[data-sign-out]").forEach(function (form) {
      form.addEventListener("submit", function () {
        forget(function () {
          return true;
        });
      });
    });
  });
})();
