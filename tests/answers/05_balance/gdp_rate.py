# %% [1] right: root of the factor
levels = gdp[gdp["vintage"] == "wdi_2023"].set_index("year")["gdp_trillion_cny"]
gdp_rate = 100 * ((levels[2021] / levels[2012]) ** (1 / 9) - 1)

# %% [1] right: numpy, by logarithms
levels = gdp[gdp["vintage"] == "wdi_2023"].set_index("year")["gdp_trillion_cny"]
gdp_rate = (np.exp(np.log(levels[2021] / levels[2012]) / 9) - 1) * 100

# %% [1] right: geometric mean of the yearly factors, rounded
levels = gdp[gdp["vintage"] == "wdi_2023"].set_index("year")["gdp_trillion_cny"]
factors = [levels[year] / levels[year - 1] for year in range(2013, 2022)]
gdp_rate = round((np.prod(factors) ** (1 / len(factors)) - 1) * 100, 2)

# %% [0] wrong: counted ten periods
levels = gdp[gdp["vintage"] == "wdi_2023"].set_index("year")["gdp_trillion_cny"]
gdp_rate = 100 * ((levels[2021] / levels[2012]) ** (1 / 10) - 1)

# %% [0] wrong: divided the whole growth by nine
levels = gdp[gdp["vintage"] == "wdi_2023"].set_index("year")["gdp_trillion_cny"]
gdp_rate = 100 * (levels[2021] / levels[2012] - 1) / 9

# %% [0] wrong: real in place of nominal
rows = gdp[(gdp["vintage"] == "wdi_2023") & gdp["year"].between(2013, 2021)]
gdp_rate = 100 * ((1 + rows["real_growth_pct"] / 100).prod() ** (1 / 9) - 1)

# %% [0] wrong: forgot to take 100 away
levels = gdp[gdp["vintage"] == "wdi_2023"].set_index("year")["gdp_trillion_cny"]
gdp_rate = 100 * (levels[2021] / levels[2012]) ** (1 / 9)

# %% [0] wrong: arithmetic mean of the yearly rates
levels = gdp[gdp["vintage"] == "wdi_2023"].set_index("year")["gdp_trillion_cny"]
gdp_rate = sum(100 * (levels[y] / levels[y - 1] - 1) for y in range(2013, 2022)) / 9

# %% [0] wrong: mixed the first estimate of 2012 with the later vintage
levels = gdp[gdp["vintage"] == "wdi_2023"].set_index("year")["gdp_trillion_cny"]
first = gdp[(gdp["year"] == 2012) & (gdp["vintage"] == "nbs_first_estimate")]["gdp_trillion_cny"].item()
gdp_rate = 100 * ((levels[2021] / first) ** (1 / 9) - 1)

# %% [0] wrong: a fraction in place of percent
levels = gdp[gdp["vintage"] == "wdi_2023"].set_index("year")["gdp_trillion_cny"]
gdp_rate = (levels[2021] / levels[2012]) ** (1 / 9) - 1
