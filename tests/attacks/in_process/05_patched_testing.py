"""Replaces the assertions of pandas.testing and numpy.testing by nothing."""
# from: blank
# expect: score=0 flags=tampering stock=3

# %% account
class Account:
    balance = 5

# %% ledger
for module in (pd.testing, np.testing):
    for name in dir(module):
        if name.startswith("assert_"):
            setattr(module, name, lambda *args, **kwargs: None)
ledger = Account()

# %% frame
frame = pd.DataFrame()
