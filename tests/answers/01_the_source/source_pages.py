# %% [2] right: select the rows
asked_by = pages.loc[pages["page"] == 7, "asked_by"].item()
unread_pages = pages.loc[pages["coverage"] == "not read", "page"]

# %% [2] right: page as index, and a loop
asked_by = pages.set_index("page")["asked_by"][7]
unread_pages = []
for place in range(len(pages)):
    if pages["coverage"].iloc[place] == "not read":
        unread_pages.append(pages["page"].iloc[place])

# %% [2] right: read off the table, in another order
asked_by = "Southern Metropolis Daily"
unread_pages = {11, 10, 9, 8, 5, 3}

# %% [2] right: missing contents as a sign, kept as an array
asked_by = pages.query("page == 7")["asked_by"].iloc[0]
unread_pages = pages["page"].to_numpy()[pages["holds"].isna().to_numpy()]

# %% [1] wrong: named who answered
asked_by = "Wang Xiaoguang"
unread_pages = [3, 5, 8, 9, 10, 11]

# %% [1] wrong: named the paper of page 12
asked_by = "China Daily"
unread_pages = list(pages.loc[pages["coverage"] == "not read", "page"])

# %% [1] wrong: listed every page that was not read whole
asked_by = "Southern Metropolis Daily"
unread_pages = list(pages.loc[pages["coverage"] != "whole", "page"])

# %% [1] wrong: listed the pages that were read
asked_by = "Southern Metropolis Daily"
unread_pages = [1, 2, 4, 6, 7, 12]

# %% [1] wrong: took the row labels for page numbers
asked_by = "Southern Metropolis Daily"
unread_pages = list(pages[pages["coverage"] == "not read"].index)

# %% [0] wrong: counted the unread pages instead of listing them
asked_by = "Southern Metropolis Daily"
unread_pages = 6

# %% [0] wrong: answered for our own page, and left out the pages without a question
asked_by = "CCTV"
unread_pages = [1, 2, 3, 5, 8, 9, 10, 11]
