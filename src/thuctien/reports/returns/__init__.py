"""Returns: what was planned and done, in the columns that an authority asks for.

A report form is data (:mod:`thuctien.reports.models`); it is filled from turns and nominations as
people were on the day when their class began (:mod:`.facts`), by one aggregation for each level of
its rows (:mod:`.tabulate`).
"""

ONLY_FIGURES = "figures of a unit, to who may read them; names are asked for one by one"
