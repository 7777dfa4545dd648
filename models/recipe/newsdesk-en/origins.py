"""First and last names of many origins: the lists of Faker (MIT), those in Latin letters."""

import importlib

ORIGINS = (
    "en_US en_GB en_IE en_IN en_NG en_KE en_PK en_TH de_DE de_AT fr_FR es_ES es_MX es_AR es_CO it_IT pt_BR pt_PT "
    "nl_NL pl_PL cs_CZ sk_SK hr_HR sl_SI hu_HU ro_RO tr_TR sv_SE no_NO da_DK fi_FI et_EE lt_LT lv_LV id_ID vi_VN "
    "ja_JP zh_CN zh_TW az_AZ uz_UZ sw zu_ZA yo_NG ha_NG ig_NG tw_GH"
).split()
LISTS = {
    "vi_VN": ("first_names_unisex", "last_names"),
    "ja_JP": ("first_romanized_names", "last_romanized_names"),
    "zh_CN": ("first_romanized_names", "last_romanized_names"),
    "zh_TW": ("first_romanized_names", "last_romanized_names"),
    "pl_PL": ("first_names", "unisex_last_names"),
}
KOREAN_LAST = "Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Oh Seo Shin Kwon Hwang Ahn Song Yoo Hong Moon".split()
KOREAN_FIRST = "Jae Min Seo Ji Hyun Soo Young Eun Kyung Dong Sang Joon Woo Hee Sung Jin Ho Chul".split()


def read():
    """`[(first names, last names)]`, one of each origin."""
    found = []
    for origin in ORIGINS:
        provider = importlib.import_module(f"faker.providers.person.{origin}").Provider
        names = (list(getattr(provider, kind)) for kind in LISTS.get(origin, ("first_names", "last_names")))
        found.append(tuple(sorted({written(name) for name in part if " " not in name}) for part in names))
    return found


def written(name):
    """As news writes it: not in capitals throughout."""
    return "-".join(part.capitalize() if part.isupper() else part for part in name.split("-"))


def draw(origins, generator):
    """A first, a last and a full name of one origin; one in eight has a hyphen."""
    some = lambda items: str(items[generator.integers(len(items))])
    if generator.random() < 0.05:
        first, last = f"{some(KOREAN_FIRST)}-{some(KOREAN_FIRST).lower()}", some(KOREAN_LAST)
        return first, last, f"{last} {first}"
    first_names, last_names = origins[generator.integers(len(origins))]
    first, last = some(first_names), some(last_names)
    chance = generator.random()
    if chance < 0.08:
        first = f"{first}-{some(first_names)}"
    elif chance < 0.125:
        last = f"{last}-{some(last_names)}"
    return first, last, f"{first} {last}"
