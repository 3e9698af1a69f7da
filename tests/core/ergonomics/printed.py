"""The tables of RULA and REBA as the source prints them, for the tests alone."""

from __future__ import annotations

#: ER-05. Upper arm, lower arm : wrist 1 with twist 1, 2, wrist 2 with twist 1, 2, ...
RULA_A_MAINSTREAM = """
1 1  : 1 2 2 2 2 3 3 3
1 2  : 2 2 2 2 3 3 3 3
1 3  : 2 3 3 3 3 3 4 4
2 1  : 2 3 3 3 3 4 4 4
2 2  : 3 3 3 3 3 4 4 4
2 3  : 3 4 4 4 4 4 5 5
3 1  : 3 3 4 4 4 4 5 5
3 2  : 3 4 4 4 4 4 5 5
3 3  : 4 4 4 4 4 5 5 5
4 1  : 4 4 4 4 4 5 5 5
4 2  : 4 4 4 4 4 5 5 5
4 3  : 4 4 4 5 5 5 6 6
5 1  : 5 5 5 5 5 6 6 7
5 2  : 5 6 6 6 6 7 7 7
5 3  : 6 6 6 7 7 7 7 8
6 1  : 7 7 7 7 7 8 8 9
6 2  : 8 8 8 8 8 9 9 9
6 3  : 9 9 9 9 9 9 9 9
"""

#: ER-08. The lower one of the older worksheet, in the same order.
RULA_A_WORKSHEET = """
1 1  : 1 2 2 2 2 3 3 3
1 2  : 2 2 2 2 3 3 3 3
1 3  : 2 3 2 3 3 3 4 4
2 1  : 2 2 2 3 3 3 4 4
2 2  : 2 2 2 3 3 3 4 4
2 3  : 2 3 3 3 3 4 4 5
3 1  : 2 3 3 3 4 4 5 5
3 2  : 2 3 3 3 4 4 5 5
3 3  : 2 3 3 4 4 4 5 5
4 1  : 3 4 4 4 4 4 5 5
4 2  : 3 4 4 4 4 4 5 5
4 3  : 3 4 4 5 5 5 6 6
5 1  : 5 5 5 5 5 6 6 7
5 2  : 5 6 6 6 6 7 7 7
5 3  : 6 6 6 7 7 7 7 8
6 1  : 7 7 7 7 7 8 8 9
6 2  : 7 8 8 8 8 9 9 9
6 3  : 9 9 9 9 9 9 9 9
"""

#: ER-06. Neck : trunk 1 with legs 1, 2, trunk 2 with legs 1, 2, ...
RULA_B = """
1  : 1 3  2 3  3 4  5 5  6 6  7 7
2  : 2 3  2 3  4 5  5 5  6 7  7 7
3  : 3 3  3 4  4 5  5 6  6 7  7 7
4  : 5 5  5 6  6 7  7 7  7 7  8 8
5  : 7 7  7 7  7 8  8 8  8 8  8 8
6  : 8 8  8 8  8 8  8 9  9 9  9 9
"""

#: ER-07. Score A : score B 1 to 7.
RULA_C = """
1  : 1 2 3 3 4 5 5
2  : 2 2 3 4 4 5 5
3  : 3 3 3 4 4 5 6
4  : 3 3 3 4 5 6 6
5  : 4 4 4 5 6 7 7
6  : 4 4 5 6 6 7 7
7  : 5 5 6 6 7 7 7
8  : 5 5 6 7 7 7 7
"""

#: ER-13. Neck, trunk : legs 1 to 4.
REBA_A = """
1 1  : 1 2 3 4
1 2  : 2 3 4 5
1 3  : 2 4 5 6
1 4  : 3 5 6 7
1 5  : 4 6 7 8
2 1  : 1 2 3 4
2 2  : 3 4 5 6
2 3  : 4 5 6 7
2 4  : 5 6 7 8
2 5  : 6 7 8 9
3 1  : 3 3 5 6
3 2  : 4 5 6 7
3 3  : 5 6 7 8
3 4  : 6 7 8 9
3 5  : 7 8 9 9
"""

#: ER-14. Upper arm, lower arm : wrist 1 to 3.
REBA_B = """
1 1  : 1 2 2
1 2  : 1 2 3
2 1  : 1 2 3
2 2  : 2 3 4
3 1  : 3 4 5
3 2  : 4 5 5
4 1  : 4 5 5
4 2  : 5 6 7
5 1  : 6 7 8
5 2  : 7 8 8
6 1  : 7 8 8
6 2  : 8 9 9
"""

#: ER-15. Score A : score B 1 to 12.
REBA_C = """
1  : 1 1 1 2 3 3 4 5 6 7 7 7
2  : 1 2 2 3 4 4 5 6 6 7 7 8
3  : 2 3 3 3 4 5 6 7 7 8 8 8
4  : 3 4 4 4 5 6 7 8 8 9 9 9
5  : 4 4 4 5 6 7 8 8 9 9 9 9
6  : 6 6 6 7 8 8 9 9 10 10 10 10
7  : 7 7 7 8 9 9 9 10 10 11 11 11
8  : 8 8 8 9 10 10 10 10 10 11 11 11
9  : 9 9 9 10 10 10 11 11 11 12 12 12
10  : 10 10 10 11 11 11 11 12 12 12 12 12
11  : 11 11 11 11 12 12 12 12 12 12 12 12
12  : 12 12 12 12 12 12 12 12 12 12 12 12
"""


def cells(printed: str) -> list[tuple[tuple[int, ...], int]]:
    """Every cell: the numbers of its row and its column from 1, and what it holds."""
    found = []
    for line in printed.strip().splitlines():
        row, _, values = line.partition(":")
        for column, value in enumerate(values.split(), start=1):
            found.append(((*map(int, row.split()), column), int(value)))
    return found
