"""The national messages iWmo and iJw 3.2: read, judge, answer and write them, with nothing else of the product around.

Words: message (bericht), rule (technische regel, conditie, constraint), return code (retourcode), context (verkeer).
Promises: a rule that cannot be judged is reported as such, never as passed; untrusted input never raises, it is judged.
May know: the standard library, lxml and its own format core (`xml`).
Must never: import Django, reach a database or the network, or keep what it reads.
"""
