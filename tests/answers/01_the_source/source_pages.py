# %% [2] right: select the rows
asked_by = pages.loc[pages["page"] == 7, "asked_by"].item()
spoken_on = card["date"]
unread_pages = pages.loc[pages["coverage"] == "not read", "page"]
misread = wording.loc[wording["official_en"].str.contains("140"), "zh"].item()

# %% [2] right: page as index, a loop, and a Timestamp
asked_by = pages.set_index("page")["asked_by"][7]
spoken_on = pd.Timestamp(card["date"])
unread_pages = []
for place in range(len(pages)):
    if pages["coverage"].iloc[place] == "not read":
        unread_pages.append(pages["page"].iloc[place])
misread = wording["zh"].iloc[5]

# %% [2] right: read off the tables, in another order
asked_by = "Southern Metropolis Daily"
spoken_on = "2023-03-16"
unread_pages = {11, 10, 9, 8, 5, 3}
misread = "140余部"

# %% [2] right: missing contents as a sign, kept as an array; a plain date
asked_by = pages.query("page == 7")["asked_by"].iloc[0]
spoken_on = pd.Timestamp("16 March 2023").date()
unread_pages = pages["page"].to_numpy()[pages["holds"].isna().to_numpy()]
misread = wording.query("official_en == 'more than 140 laws'")["zh"].item()

# %% [1.5] wrong: named who answered
asked_by = "Wang Xiaoguang"
spoken_on = "2023-03-16"
unread_pages = [3, 5, 8, 9, 10, 11]
misread = "140余部"

# %% [1] wrong: named the paper of page 12, and gave the day of publication
asked_by = "China Daily"
spoken_on = card["published"]
unread_pages = list(pages.loc[pages["coverage"] == "not read", "page"])
misread = "140余部"

# %% [1.5] wrong: listed every page that was not read whole
asked_by = "Southern Metropolis Daily"
spoken_on = "2023-03-16"
unread_pages = list(pages.loc[pages["coverage"] != "whole", "page"])
misread = "140余部"

# %% [1] wrong: listed the pages that were read, and took the legal system for the misread words
asked_by = "Southern Metropolis Daily"
spoken_on = "2023-03-16"
unread_pages = [1, 2, 4, 6, 7, 12]
misread = "法制"

# %% [1.5] wrong: took the row labels for page numbers
asked_by = "Southern Metropolis Daily"
spoken_on = "2023-03-16"
unread_pages = list(pages[pages["coverage"] == "not read"].index)
misread = "140余部"

# %% [1.5] wrong: thought of rule of law and law-based as the trap
asked_by = "Southern Metropolis Daily"
spoken_on = "2023-03-16"
unread_pages = [3, 5, 8, 9, 10, 11]
misread = wording.loc[wording["official_en"].str.contains("rule of law"), "zh"].item()

# %% [0] wrong: counted the unread pages instead of listing them
asked_by = "Southern Metropolis Daily"
spoken_on = "2023-03-16"
unread_pages = 6
misread = "140余部"

# %% [0] wrong: answered for our own page and its publication, left out the pages without a question, copied the English
asked_by = "CCTV"
spoken_on = "2023-03-31"
unread_pages = [1, 2, 3, 5, 8, 9, 10, 11]
misread = "more than 140 laws"
