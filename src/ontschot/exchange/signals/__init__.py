"""Files of arrears from housing corporations, insurers, water and energy companies: read as a table of texts.

Words: achterstand (arrears), kolom (column), regel (row, numbered as in the file).
Promise: CSV and XLSX of at most a thousand rows; nothing in a file is run; a formula is never computed.
May know: foundation.
Never: who is known here; the database; a network.
"""
