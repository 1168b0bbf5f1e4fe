"""Hands in files whose places are the grader's own: a gradebook, a journal, a config, an archive.

A file of that name in a submission is a file of the submission and of nothing else.
"""
# from: solved
# expect: score=10

# %% file gradebook.db
this is no database

# %% file .sixprinciples/journal.sqlite
this is no journal

# %% file solutions/90_attacked/90_attacked.ipynb
{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}

# %% file feedback/90_attacked.html
<script>alert(1)</script>

# %% file autograded
a file where there should be a folder
