# %% [1] right: typed
comparable = "D"

# %% [1] right: with a space
comparable = " D "

# %% [1] right: from a table of bases
bases = penalties.set_index("penalty_id")["turnover_base"]
comparable = "D" if bases["gdpr-83-5"] == bases["eu_ai_act-99-3"] else "A"

# %% [0] wrong: did not mind worldwide
comparable = "A"

# %% [0] wrong: did not mind the currency
comparable = "B"

# %% [0] wrong: did not mind year and day
comparable = "C"
