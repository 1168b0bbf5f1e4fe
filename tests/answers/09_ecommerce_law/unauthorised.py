# %% [3] right: three steps
def provider_bears(first, added, authorised, user_fault, knew, acted):
    if authorised:
        return 0
    if not user_fault:
        return first + added
    if knew and not acted:
        return added
    return 0

# %% [3] right: sums of truth values
def provider_bears(first, added, authorised, user_fault, knew, acted):
    bears_first = not authorised and not user_fault
    bears_added = not authorised and (not user_fault or (knew and not acted))
    return first * bears_first + added * bears_added

# %% [3] right: collects the parts in a list, numpy sum
def provider_bears(first, added, authorised, user_fault, knew, acted):
    import numpy as np

    parts = [0]
    if not authorised:
        if not user_fault:
            parts.append(first)
        if not user_fault or (knew and not acted):
            parts.append(added)
    return np.sum(parts)

# %% [1] wrong: fault of the user frees from everything
def provider_bears(first, added, authorised, user_fault, knew, acted):
    if authorised or user_fault:
        return 0
    return first + added

# %% [0] wrong: asks for knowledge before anything is borne, so the first payment fails
def provider_bears(first, added, authorised, user_fault, knew, acted):
    if authorised or not knew:
        return 0
    return first + added if not user_fault or not acted else 0

# %% [1] wrong: with fault, not to act costs the whole loss
def provider_bears(first, added, authorised, user_fault, knew, acted):
    if authorised:
        return 0
    if user_fault and (acted or not knew):
        return 0
    return first + added

# %% [2] wrong: did not look whether the payment was authorised
def provider_bears(first, added, authorised, user_fault, knew, acted):
    if not user_fault:
        return first + added
    return added if knew and not acted else 0

# %% [1] wrong: with fault, the added loss always stays with the provider
def provider_bears(first, added, authorised, user_fault, knew, acted):
    if authorised:
        return 0
    return added if user_fault else first + added

# %% [1] wrong: not to act counts even without knowledge
def provider_bears(first, added, authorised, user_fault, knew, acted):
    if authorised:
        return 0
    if not user_fault:
        return first + added
    return 0 if acted else added

# %% [0] wrong: bears always everything
def provider_bears(first, added, authorised, user_fault, knew, acted):
    return first + added

# %% [2] wrong: without fault the provider that acts bears the first loss only
def provider_bears(first, added, authorised, user_fault, knew, acted):
    if authorised:
        return 0
    if not user_fault:
        return first + added if knew else 0
    return added if knew and not acted else 0

# %% [2] wrong: without fault the later loss only if the provider knew
def provider_bears(first, added, authorised, user_fault, knew, acted):
    if authorised:
        return 0
    if not user_fault:
        return first + (added if knew else 0)
    return added if knew and not acted else 0
