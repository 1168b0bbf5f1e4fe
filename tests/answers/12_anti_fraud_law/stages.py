# %% [2] right: typed
stages = {"EF046": "prosecuted", "EF133": "suspected", "EF134": "none", "EF173": "convicted"}

# %% [2] right: from a list of pairs, capitals
stages = dict([("ef173", "Convicted"), ("ef046", "Prosecuted"), ("ef134", "None"), ("ef133", "Suspected")])

# %% [2] right: a Series by hand from the table
rows = enforcement.set_index("figure_id").loc[["EF046", "EF133", "EF134", "EF173"], "metric"]
words = {"cybercrime_prosecuted": "prosecuted", "mps_rumour_suspects": "suspected", "mps_rumour_administrative_penalties": "none", "assisting_cybercrime_court_persons": "convicted"}
stages = rows.map(words)

# %% [1.5] wrong: took an administrative penalty for a conviction
stages = {"EF046": "prosecuted", "EF133": "suspected", "EF134": "convicted", "EF173": "convicted"}

# %% [1.5] wrong: took the court figure for prosecutions
stages = {"EF046": "prosecuted", "EF133": "suspected", "EF134": "none", "EF173": "prosecuted"}

# %% [1] wrong: took prosecuted for convicted, and suspects for solved cases
stages = {"EF046": "convicted", "EF133": "solved", "EF134": "none", "EF173": "convicted"}

# %% [1] wrong: took everybody with the police for a suspect, everybody with a court for prosecuted
stages = {"EF046": "prosecuted", "EF133": "suspected", "EF134": "suspected", "EF173": "prosecuted"}

# %% [0.5] wrong: everybody in the statistics is guilty
stages = {"EF046": "convicted", "EF133": "convicted", "EF134": "convicted", "EF173": "convicted"}

# %% [0] wrong: stages of cases in place of stages of persons
stages = {"EF046": "solved", "EF133": "registered", "EF134": "solved", "EF173": "solved"}
