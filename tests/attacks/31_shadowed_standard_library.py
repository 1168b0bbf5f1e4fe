"""Hands in json.py, struct.py, io.py, site customisations and start-up files of IPython.

Whatever started in that directory, or with it as home, would run them before anything else.
"""
# from: solved
# expect: score=10

# %% file json.py
raise SystemExit("json of the submission")

# %% file struct.py
raise SystemExit("struct of the submission")

# %% file sitecustomize.py
print("sitecustomize of the submission")

# %% file usercustomize.py
print("usercustomize of the submission")

# %% file .ipython/profile_default/startup/00_first.py
print("start-up file of the submission")

# %% file .ipython/profile_default/ipython_config.py
c.InteractiveShellApp.exec_lines = ["print('configured by the submission')"]

# %% file ipython_config.py
c.InteractiveShellApp.exec_lines = ["print('configured by the submission')"]

# %% file matplotlibrc
backend: module://backend_of_the_submission

# %% file nbgrader_config.py
c = get_config()
c.CourseDirectory.db_url = "sqlite:///elsewhere.db"

# %% file .python-version
0.0.0

# %% file pyvenv.cfg
home = .
