"""The rules of both standards about content: conditions and constraints (CD, CS) and technical rules (TR).

Words: rule (regel), level (controleniveau: 2 within, 3 across messages, 4 outside), hit (overtreding), case (zaak).
Promises: each rule is one named function with its code, its messages and its return code; what it needs is declared.
May know: the classes of the messages and what it is given: earlier traffic, today's date, outside sources.
Must never: read a clock, a file or a database, or decide on a source that is not there: such a rule is not judged.
"""
