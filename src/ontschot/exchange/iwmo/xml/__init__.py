"""The format of the iWmo and iJw 3.2 messages: XML in, typed objects out, and back.

Words: element, simple type (logisch datatype), kind (berichtsoort), return (retourbericht), envelope (StUF-GGK).
Promises: a message is judged by our own classes exactly as the official schema does; known differences are listed.
May know: the standard library, lxml and the code lists beside it.
Must never: import Django, open a network connection, load a DTD, or hold a rule about content (those are in `rules`).
"""
