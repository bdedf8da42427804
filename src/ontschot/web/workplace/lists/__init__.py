"""Screens of lists: households, tasks and requests, to filter, sort, save, print, take along and change in one go.

Words: lijst (list), zoekopdracht (saved search), in één keer (bulk), uitvoer (export).
Promise: a list, its order and its file hold only what is open to the user; nothing in one go without showing.
May know: plans and privacy through their actions and queries; web.components.
Never: more than is on the screen in the file.
"""
