"""The commands of `ontschot`, one module each: `add_arguments(parser)` and `run(arguments, report)`.

Words: none of its own; a demo (demo), a register file (registerbestand), a backup (reservekopie).
Promise: what was refused or not done has an exit code of its own; progress on stderr, the answer on stdout.
May know: everything, like all of config.
Never: a rule of the domain, a question on the terminal that a script could not answer.
"""
