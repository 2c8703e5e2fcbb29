"""Item analysis, calculated independently of the product: Python's `statistics`, nothing of ours.

Formulas: Moodle's quiz statistics. Run `python3 items.py > items.json`.
Marks are shares from 0 to 1; null where a question was not asked. Undefined values are null.
"""
import json
import random
import statistics as st

random.seed(20261124)
people, questions = 48, 9
ability = [random.random() for _ in range(people)]
marks = []
for a in ability:
    row = []
    for q in range(questions):
        if q == 7 and random.random() < 0.4:
            row.append(None)  # drawn for some only
        elif q == 8:
            row.append(1.0)  # everybody is right: nothing varies
        elif q == 3:
            row.append(random.choice([0, 0.25, 1 / 3, 0.5, 2 / 3, 0.75, 1]))  # part credit
        elif q == 5:
            row.append(1.0 if random.random() > a else 0.0)  # perverse
        else:
            row.append(1.0 if random.random() < 0.15 + 0.8 * a - 0.03 * q else 0.0)
    marks.append(row)


def analyse(q):
    asked = [r for r in marks if r[q] is not None]
    x = [r[q] for r in asked]
    rest = [sum(m for i, m in enumerate(r) if i != q and m is not None) for r in asked]
    cov = st.covariance(x, rest)
    spread = st.stdev(x) * st.stdev(rest)
    top = st.covariance(sorted(x), sorted(rest))
    return {
        "n": len(x),
        "facility": st.fmean(x),
        "deviation": st.stdev(x),
        "discrimination": 100 * cov / spread if spread > 1e-12 else None,
        "efficiency": 100 * cov / top if top > 1e-12 else None,
    }


print(json.dumps({"marks": marks, "expected": [analyse(q) for q in range(questions)]}))
