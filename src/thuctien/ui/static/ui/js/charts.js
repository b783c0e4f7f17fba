/* Draws each [data-chart]: the figures come from the page's JSON, the colours from the tokens. */
(function () {
  "use strict";
  var drawn = [];

  function token(name) {
    return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  }

  function number(value) {
    return Number(value).toLocaleString(document.documentElement.lang);
  }

  function axisText() {
    return { color: token("ink-soft"), fontFamily: "Be Vietnam Pro", fontSize: 12 };
  }

  function valueAxis() {
    return {
      type: "value",
      minInterval: 1,
      axisLabel: Object.assign(axisText(), { formatter: number }),
      splitLine: { lineStyle: { color: token("line") } },
    };
  }

  function categoryAxis(labels, sideways) {
    return {
      type: "category",
      data: labels,
      inverse: sideways,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: token("line-strong") } },
      axisLabel: Object.assign(axisText(), { margin: 10, width: 190, overflow: "truncate", hideOverlap: true }),
    };
  }

  /* Decals: parts differ by pattern as well as by colour. */
  function series(part, stacked) {
    return {
      name: part.label,
      type: part.type || "bar",
      stack: stacked ? "all" : undefined,
      data: part.values,
      barMaxWidth: 34,
      barCategoryGap: "30%",
      itemStyle: { color: token(part.colour) || token("accent") },
      emphasis: { focus: "series" },
    };
  }

  /* Each point is named, so that it is found in the table; a step of the frontier is a choice, and
     nothing lies between two. */
  function line(part, chart, isFirst) {
    return {
      name: part.label,
      type: "line",
      data: part.values.map(function (value, index) {
        var side = index % 2 ? "top" : "bottom"; // neighbours do not write over each other
        return { value: [chart.places[index], value], name: chart.labels[index], label: { position: side } };
      }),
      symbol: ["circle", "rect", "triangle", "diamond"][chart.series.indexOf(part) % 4],
      symbolSize: 10,
      lineStyle: { width: 2, type: "dashed" },
      label: {
        show: isFirst,
        formatter: "{b}",
        color: token("ink"),
        fontFamily: "Be Vietnam Pro",
      },
      itemStyle: { color: token(part.colour) || token("accent") },
      emphasis: { focus: "series" },
    };
  }

  function acrossAxis(chart) {
    return Object.assign(valueAxis(), {
      name: chart.across,
      nameLocation: "middle",
      nameGap: 28,
      nameTextStyle: axisText(),
      min: 0,
    });
  }

  function lineOptions(chart) {
    var shown = options(Object.assign({}, chart, { kind: "columns" }));
    shown.grid.bottom = 28;
    shown.grid.top = 44;
    shown.grid.right = 60;
    shown.xAxis = acrossAxis(chart);
    shown.tooltip.trigger = "item";
    shown.tooltip.formatter = function (point) {
      return point.name + "\n" + point.seriesName + ": " + number(point.value[1]);
    };
    shown.series = chart.series.map(function (part, index) {
      return line(part, chart, index === chart.series.length - 1);
    });
    return shown;
  }

  function options(chart) {
    var sideways = chart.kind === "bars";
    var labels = categoryAxis(chart.labels, sideways);
    return {
      animationDuration: window.matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 300,
      aria: { enabled: true, decal: { show: chart.series.length > 1 } },
      textStyle: { fontFamily: "Be Vietnam Pro" },
      grid: { left: 8, right: 24, top: chart.series.length > 1 ? 36 : 12, bottom: 4, containLabel: true },
      legend: {
        type: "scroll", // one line, however many parts; the arrows turn its pages
        show: chart.series.length > 1,
        top: 0,
        left: 0,
        textStyle: axisText(),
        pageTextStyle: axisText(),
        pageIconColor: token("accent"),
        pageIconInactiveColor: token("line"),
      },
      tooltip: {
        trigger: "axis",
        renderMode: "richText", // drawn on the canvas: the page forbids styles written into HTML
        axisPointer: { type: "shadow" },
        valueFormatter: number,
        backgroundColor: token("surface"),
        borderColor: token("line-strong"),
        textStyle: { color: token("ink"), fontFamily: "Be Vietnam Pro" },
      },
      xAxis: sideways ? valueAxis() : labels,
      yAxis: sideways ? labels : valueAxis(),
      series: chart.series.map(function (part) {
        return series(part, chart.stacked);
      }),
    };
  }

  function open(chart, index) {
    if (chart.links && chart.links[index]) {
      window.location.assign(chart.links[index]);
    }
  }

  function draw(box) {
    var chart = JSON.parse(document.getElementById(box.getAttribute("data-chart")).textContent);
    var view = window.echarts.getInstanceByDom(box) || window.echarts.init(box);
    view.setOption(chart.kind === "lines" ? lineOptions(chart) : options(chart), true);
    view.off("click");
    view.on("click", function (event) {
      open(chart, event.dataIndex);
    });
    return view;
  }

  function drawAll() {
    drawn = Array.prototype.map.call(document.querySelectorAll("[data-chart]"), draw);
  }

  document.addEventListener("DOMContentLoaded", function () {
    document.fonts.ready.then(drawAll);
  });
  document.addEventListener("themechange", drawAll);
  window.addEventListener("resize", function () {
    drawn.forEach(function (view) {
      view.resize();
    });
  });
})();
