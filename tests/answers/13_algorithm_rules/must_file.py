# %% [3] right: if by if
def must_file(text, inside_china, to_public, shapes_opinion, can_mobilise):
    if inside_china == False:
        return False
    if text == "generative":
        if not to_public:
            return False
    if shapes_opinion:
        return True
    if can_mobilise:
        return True
    return False

# %% [3] right: one expression
def must_file(text, inside_china, to_public, shapes_opinion, can_mobilise):
    return inside_china and (to_public or text == "recommendation") and (shapes_opinion or can_mobilise)

# %% [3] right: any, all and numpy truth values
def must_file(text, inside_china, to_public, shapes_opinion, can_mobilise):
    import numpy as np

    scope = [inside_china, text != "generative" or to_public]
    return np.bool_(all(scope) and any([shapes_opinion, can_mobilise]))

# %% [2] wrong: the second trigger is forgotten
def must_file(text, inside_china, to_public, shapes_opinion, can_mobilise):
    if not inside_china:
        return False
    if text == "generative" and not to_public:
        return False
    return shapes_opinion

# %% [2] wrong: forgot the condition on the public
def must_file(text, inside_china, to_public, shapes_opinion, can_mobilise):
    return inside_china and (shapes_opinion or can_mobilise)

# %% [2] wrong: forgot where the service is offered
def must_file(text, inside_china, to_public, shapes_opinion, can_mobilise):
    if text == "generative" and not to_public:
        return False
    return shapes_opinion or can_mobilise

# %% [1] wrong: everybody in China files
def must_file(text, inside_china, to_public, shapes_opinion, can_mobilise):
    return inside_china

# %% [0] wrong: asks the public of both texts, so the example fails
def must_file(text, inside_china, to_public, shapes_opinion, can_mobilise):
    return inside_china and to_public and (shapes_opinion or can_mobilise)

# %% [0] wrong: always true
def must_file(text, inside_china, to_public, shapes_opinion, can_mobilise):
    return True

# %% [2] wrong: both triggers needed, unless the text is the first rule
def must_file(text, inside_china, to_public, shapes_opinion, can_mobilise):
    if not inside_china or (text == "generative" and not to_public):
        return False
    if text == "generative":
        return shapes_opinion and can_mobilise
    return shapes_opinion or can_mobilise

# %% [2] wrong: exactly one trigger
def must_file(text, inside_china, to_public, shapes_opinion, can_mobilise):
    if not inside_china or (text == "generative" and not to_public):
        return False
    return shapes_opinion != can_mobilise

# %% [2] wrong: and binds before or, so the last trigger stands alone
def must_file(text, inside_china, to_public, shapes_opinion, can_mobilise):
    return inside_china and (text == "recommendation" or to_public) and shapes_opinion or can_mobilise
