# %% [2] right: list and subtraction
meant = ["released", "approved", "first day", "signed"]
warning = (pd.Timestamp("2025-06-01") - pd.Timestamp("2025-03-21")).days

# %% [2] right: tuple with capitals, number typed by hand
meant = ("Released", "Approved", "First day", "Signed")
warning = 72

# %% [2] right: looked up by date, day of release from the note
row = instruments[instruments["id"] == "face_recognition_2025"].iloc[0]
known = {"2025-03-21": "released", str(row["adopted"].date()): "approved",
         str(row["effective"].date()): "first day", str(row["promulgated"].date()): "signed"}
meant = pd.Series([known[day] for day in ["2025-03-21", "2024-09-30", "2025-06-01", "2025-03-13"]])
warning = (row["effective"] - pd.Timestamp("21 March 2025")) // pd.Timedelta("1D")

# %% [1] wrong: took the signature for the release and the other way round
meant = ["signed", "approved", "first day", "released"]
warning = 72

# %% [1] wrong: counted from the signature, which nobody outside could read
meant = ["released", "approved", "first day", "signed"]
warning = 80

# %% [0] wrong: took the approval for the signature, and counted from it
meant = ["released", "signed", "first day", "approved"]
warning = 244

# %% [1] wrong: gave the order of time in place of the order of the newspapers
meant = ["approved", "signed", "released", "first day"]
warning = 72

# %% [1] wrong: took the last date for the release
meant = ["first day", "approved", "released", "signed"]
warning = 72

# %% [1] wrong: earlier minus later
meant = ["released", "approved", "first day", "signed"]
warning = -72

# %% [0] wrong: other words for the kinds, which the visible test names
meant = ["published", "adopted", "first day", "signed"]
warning = 72
