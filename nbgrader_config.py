"""Settings that make this directory an nbgrader course: run nbgrader and JupyterLab here."""

import os
import shutil
import sys
from pathlib import Path

from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader.preprocessors import GetGrades

from sixprinciples.grading.feedback import HideHiddenTests

c = get_config()

c.CourseDirectory.course_id = "sixprinciples"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"

# A blank cell runs and leaves its names as `...`, so that a student can always run all cells
# and each test can say in one sentence that its task is still open.
c.ClearSolutions.code_stub = {"python": "# Write your answer here."}
c.ClearSolutions.text_stub = "*Write your answer here.*"

# The rubric of a written question and the hidden tests come back for whoever grades; what
# students get back shows neither.
c.GenerateFeedback.preprocessors = [GetGrades, HideHiddenTests, CSSHTMLHeaderPreprocessor]

# What students wrote runs in a sandbox, also where nbgrader's own commands and formgrader grade;
# it is named by text, so that these settings load where there is no sandbox, too.
c.Autograde.autograde_preprocessors = [
    "sixprinciples.grading.execute.Execute",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# Patience for busy machines; a cell of this course takes a second or two.
c.Execute.timeout = 60
c.Execute.startup_timeout = 120
c.Execute.iopub_timeout = 30

# Assignments travel as files or through a learning platform: there is no shared exchange.
c.Exchange.root = "exchange-is-off"

# nbgrader calls `alembic` by name when it makes a gradebook; it lies beside Python, also where
# the virtual environment is not activated.
if shutil.which("alembic") is None:
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
