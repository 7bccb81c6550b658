"""Knows given names, the gender that they tell, and family names that come first; for people and pronouns alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from xpkg.analysis.mentions.name_words import CALENDAR, OPENERS, TITLES
from xpkg.model import Gender
from xpkg.resources import folder

FAMILY_FIRST = frozenset(
    """
    Bai Cai Cao Chai Chan Chang Chao Chau Chen Cheng Cheung Chiang Chien Chin Chiu Cho Choe Choi Chong Chou Chow Chu
    Chua Chuang Chui Chung Cui Dai Deng Ding Dong Du Duan Fan Fang Feng Fu Fung Gao Ge Geng Gong Gu Guan Guo Hao He
    Ho Hong Hou Hsia Hsiao Hsieh Hsu Hu Hua Huang Hui Hung Huo Hwang Ji Jia Jiang Jiao Jin Jo Jung Kang Kao Ke Kim Ko
    Kong Ku Kuo Kwok Kwon Lai Lam Lau Law Lee Lei Leung Li Liang Liao Lien Lim Lin Ling Liu Lo Long Lu Luo Luo Ma Mai
    Mao Mei Meng Miao Min Mo Ng Ning Niu Ong Ou Pan Pang Park Peng Pu Qi Qian Qiao Qin Qiu Qu Ren Seo Shao Shen Sheng
    Shi Shih Shin Shu Sim Sin Song Su Suh Sui Sun Sung Tai Tan Tang Tao Teng Teo Tian Tien Ting Tong Tsai Tsang Tse
    Tseng Tsui Tu Tung Wan Wang Wei Wen Wong Woo Wu Xi Xia Xiang Xiao Xie Xin Xiong Xu Xue Yan Yang Yao Yau Ye Yeh
    Yeung Yi Yim Yin Ying Yip Yoo Yoon You Yu Yuan Yue Yuen Yun Zang Zeng Zha Zhai Zhan Zhang Zhao Zheng Zhong Zhou
    Zhu Zhuang Zou Zuo Nguyen Tran Le Pham Huynh Phan Vu Vo Dang Bui Do Ngo Duong Ly Nguyễn Trần Lê Phạm Huỳnh Hoàng
    Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Ouyang Sima Situ
    """.split()
)
"""Chinese, Korean and Vietnamese family names as they are written in English: they stand before the given name."""

CHRISTENED = frozenset(("Dean",))
"""Titles that are given names at least as often."""

_WORDS = frozenset(
    """
    In So An Said China America Sunday Judge Baron Prince Major Duke Earl King Law Art Guy Will Faith Hope Joy Star Sky
    Summer Autumn Dawn Eve
    Christian Angel Justice Liberty Precious Royal Sir Santa San Santo Santos Saint Nation Union Asia
    Africa India Israel Jordan Georgia Virginia Carolina Dakota Indiana Montana Chelsea Sydney Paris London Berlin
    Vienna Florence Madison Jackson Lincoln Washington Houston Dallas Austin Denver Phoenix Savannah Charlotte Orlando
    Cleveland Trinity Holy Church Golden Silver Heaven Prime Young Long Le Do Song Mi My Man Ho Any Else Many Than Thu
    Bao Ireland England Holland Scotland Brooklyn Manhattan Kingston Camden Chester Lancaster Devon Kent Essex Dale
    Valley Forest River Lake Island Ocean Storm Rain Cash Price Rich Loving Blessing Gift Success Marvelous Wise Chance
    Princess Queen Lady Captain Doctor General Messiah Maverick Legend Ace Star Diamond Crystal Amber Ruby Pearl
    Ivory Sterling Stone Rock Cliff Brook Brooks Banks Fields Mills Wells Rivers Parks Woods Hill Hall Field Green
    Black White Brown Gray Blue Red Christmas Easter Holiday Noel Carnival Fair Trade Page Read Bond Court Case Miles
    Early Sun Moon Dear Best Good Little Mexico Havana Milan Roma Verona Lourdes Salem Asia Persia Troy Rome
    Providence Memphis Odessa Geneva Bethlehem Cairo Aden Malta Kenya Nigeria Somalia Tunis Lima Rio Leon Cali Victoria
    Alexandria Abu Al El Dr Mr Islam Jihad Mercedes Fort Port Mount States United English French German Spanish Welsh
    Eligible Alpha Echo Delta Oscar Victor
    """.split()
)
"""Given names that are words, titles or places as well: alone they tell nothing."""


@cache
def given_names() -> Mapping[str, Gender | None]:
    """The given names of ``data/names/given.tsv`` with the gender of nearly all bearers, or None where divided."""
    lines = (folder("data") / "names" / "given.tsv").read_text(encoding="utf-8").splitlines()[1:]
    pairs = (line.split("\t") for line in lines)
    return MappingProxyType({name: Gender(gender) if gender != "u" else None for name, gender in pairs})


@cache
def family_names() -> frozenset[str]:
    """Frequent family names (``data/names/family.tsv``): a weak sign of a person."""
    return frozenset((folder("data") / "names" / "family.tsv").read_text(encoding="utf-8").splitlines()[1:])


def is_given(word: str) -> bool:
    """Whether ``word`` is a given name and hardly anything else. "Jean-Marie" is one by its parts."""
    names = given_names()
    if word in _WORDS or word in OPENERS or (word in CALENDAR and word != "Jan"):
        return False
    if word in TITLES and word not in CHRISTENED:
        return False
    return word in names or ("-" in word and word.partition("-")[0] in names)


def may_be_given(word: str) -> bool:
    """Whether ``word`` is a given name among other things ("Jordan", "Grace")."""
    return word in given_names()


def gender_of(word: str) -> Gender | None:
    """The gender that a given name tells, if it tells one."""
    names = given_names()
    return names.get(word) or names.get(word.partition("-")[0])
