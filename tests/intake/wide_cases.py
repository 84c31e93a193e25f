"""Wide tables drawn as offices have them, and the figures that each of them says."""

from __future__ import annotations

COUNTIES_DOWN = """县区  1-2月  1-3月
    西峰区  10.5  20.5
    环县  3.5  4.5
"""
PLAIN = """
    xifeng output_value 2026-02-28 ytd 10.5 B{a}
    huan output_value 2026-02-28 ytd 3.5 B{b}
    xifeng output_value 2026-03-31 ytd 20.5 C{a}
    huan output_value 2026-03-31 ytd 4.5 C{b}
"""
# name: the sheet, what stands in it, the figures that it says: place metric end basis value cell,
# and +growth where there is one.
CASES = {
    "counties by months, all in the title": (
        "s", "2026年各县区产业链产值（亿元）\n" + COUNTIES_DOWN, PLAIN.format(a=3, b=4),
    ),
    "counties by months, year in the name of the sheet, unit in a line of its own": (
        "2026年", "各县区产业链产值\n单位：亿元\n" + COUNTIES_DOWN, PLAIN.format(a=4, b=5),
    ),
    "months with their year in the header": (
        "s", "产业链产值 单位：亿元\n" + COUNTIES_DOWN.replace("1-", "2026年1-"), PLAIN.format(a=3, b=4),
    ),
    "full names of counties": (
        "s",
        "2026年产业链产值（亿元）\n"
        + COUNTIES_DOWN.replace("西峰区", "甘肃省庆阳市西峰区").replace("环县", "庆阳市环县"),
        PLAIN.format(a=3, b=4),
    ),
    "numbered lines, notes below": (
        "s",
        """
        2026年产业链产值（亿元）
        序号  县区  1-2月  1-3月
        1  西峰区  10.5  20.5
        2  环县  3.5  4.5
        注：快报数
        制表人：  -  2026年4月8日
        """,
        PLAIN.format(a=3, b=4).replace("C", "D").replace("B", "C"),
    ),
    "months by counties": (
        "s",
        """
        2026年产业链产值（亿元）
        时间  西峰区  环县
        1-2月  10.5  3.5
        1-3月  20.5  4.5
        """,
        """
        xifeng output_value 2026-02-28 ytd 10.5 B3
        xifeng output_value 2026-03-31 ytd 20.5 B4
        huan output_value 2026-02-28 ytd 3.5 C3
        huan output_value 2026-03-31 ytd 4.5 C4
        """,
    ),
    "counties by indicators with units in the header": (
        "s",
        """
        2026年1-9月各县区主要指标
        地区  产业链产值(亿元)  入库税收（亿元）
        全市  100.5  9.5
        西峰区  10.5  2.5
        """,
        """
        city output_value 2026-09-30 ytd 100.5 B3
        xifeng output_value 2026-09-30 ytd 10.5 B4
        city tax 2026-09-30 ytd 9.5 C3
        xifeng tax 2026-09-30 ytd 2.5 C4
        """,
    ),
    "growth beside each figure": (
        "s",
        """
        2026年1-9月各县区主要指标  单位：亿元
        县区  产业链产值  同比(%)  入库税收  同比(%)
        西峰区  10.5  8.2  2.5  -1.5
        环县  3.5  持平  1.5  ↑3 %
        """,
        """
        xifeng output_value 2026-09-30 ytd 10.5 B3 +8.2
        huan output_value 2026-09-30 ytd 3.5 B4 +0
        xifeng tax 2026-09-30 ytd 2.5 D3 +-1.5
        huan tax 2026-09-30 ytd 1.5 D4 +3
        """,
    ),
    "growth of an indicator that is published as growth alone": (
        "s",
        """
        2026年1-9月各县区主要指标  单位：亿元
        县区  产业链产值  同比(%)  规上工业增加值  -
        -  -  -  同比(%)  位次
        西峰区  10.5  8.2  7.9  1
        环县  3.5  2.2  持平  2
        """,
        """
        xifeng output_value 2026-09-30 ytd 10.5 B4 +8.2
        huan output_value 2026-09-30 ytd 3.5 B5 +2.2
        xifeng industrial_va 2026-09-30 ytd 7.9 D4
        huan industrial_va 2026-09-30 ytd 0 D5
        """,
    ),
    "growth of an indicator whose figure another table may give is not read": (
        "s",
        """
        2026年1-9月各县区主要指标  单位：亿元
        县区  产业链产值  入库税收增速
        西峰区  10.5  2.5
        环县  3.5  -1.5
        """,
        """
        xifeng output_value 2026-09-30 ytd 10.5 B3
        huan output_value 2026-09-30 ytd 3.5 B4
        """,
    ),
    "this year, last year and growth under an indicator": (
        "2026年1-9月",
        """
        县区  产业链产值(亿元)  -  -  入库税收(亿元)  -  -
        -  本期  上年同期  同比  本期  上年同期  同比
        西峰区  10.5  9.5  8.2  2.5  2.4  3.1
        环县  3.5  3.4  2.2  1.5  1.4  2.1
        """,
        """
        xifeng output_value 2026-09-30 ytd 10.5 B3 +8.2
        huan output_value 2026-09-30 ytd 3.5 B4 +2.2
        xifeng tax 2026-09-30 ytd 2.5 E3 +3.1
        huan tax 2026-09-30 ytd 1.5 E4 +2.1
        """,
    ),
    "years above months": (
        "产业链产值（亿元）",
        """
        县区  2025年  -  2026年  -
        -  1-6月  1-9月  1-6月  1-9月
        西峰区  10.5  20.5  30.5  40.5
        """,
        """
        xifeng output_value 2025-06-30 ytd 10.5 B3
        xifeng output_value 2025-09-30 ytd 20.5 C3
        xifeng output_value 2026-06-30 ytd 30.5 D3
        xifeng output_value 2026-09-30 ytd 40.5 E3
        """,
    ),
    "a yearbook: indicators by years": (
        "s",
        """
        庆阳市主要产品产量
        指标  计量单位  2023  2024  2025
        原油产量  万吨  800.5  850.5  900.5
        天然气产量  亿立方米  5.5  5.6  5.7
        """,
        """
        city crude_oil_output 2023-12-31 year 800.5 C3
        city natural_gas_output 2023-12-31 year 5.5 C4
        city crude_oil_output 2024-12-31 year 850.5 D3
        city natural_gas_output 2024-12-31 year 5.6 D4
        city crude_oil_output 2025-12-31 year 900.5 E3
        city natural_gas_output 2025-12-31 year 5.7 E4
        """,
    ),
    "counties by years": (
        "s",
        """
        产业链产值 单位：亿元
        县区  2024年  2025年
        西峰区  10.5  20.5
        环县  3.5  4.5
        """,
        """
        xifeng output_value 2024-12-31 year 10.5 B3
        huan output_value 2024-12-31 year 3.5 B4
        xifeng output_value 2025-12-31 year 20.5 C3
        huan output_value 2025-12-31 year 4.5 C4
        """,
    ),
    "years of the last century": (
        "s",
        """
        庆阳市主要产品产量
        指标  计量单位  1998年  1999年
        原油产量  万吨  80.5  85.5
        """,
        """
        city crude_oil_output 1998-12-31 year 80.5 C3
        city crude_oil_output 1999-12-31 year 85.5 D3
        """,
    ),
    "the same months of two years": (
        "s",
        """
        1-9月产业链产值 单位：亿元
        县区  2025年  2026年
        西峰区  10.5  20.5
        环县  3.5  4.5
        """,
        """
        xifeng output_value 2025-09-30 ytd 10.5 B3
        huan output_value 2025-09-30 ytd 3.5 B4
        xifeng output_value 2026-09-30 ytd 20.5 C3
        huan output_value 2026-09-30 ytd 4.5 C4
        """,
    ),
    "single months that the title calls so": (
        "s",
        """
        2026年各县区产业链产值（亿元，当月）
        县区  9月  10月
        西峰区  10.5  20.5
        环县  3.5  4.5
        """,
        """
        xifeng output_value 2026-09-30 month 10.5 B3
        huan output_value 2026-09-30 month 3.5 B4
        xifeng output_value 2026-10-31 month 20.5 C3
        huan output_value 2026-10-31 month 4.5 C4
        """,
    ),
    "quarters": (
        "s",
        """
        产业链产值（亿元）
        县区  2026年一季度  2026Q2
        西峰区  10.5  20.5
        环县  3.5  4.5
        """,
        """
        xifeng output_value 2026-03-31 quarter 10.5 B3
        huan output_value 2026-03-31 quarter 3.5 B4
        xifeng output_value 2026-06-30 quarter 20.5 C3
        huan output_value 2026-06-30 quarter 4.5 C4
        """,
    ),
    "a stock at a day": (
        "s",
        """
        规上工业企业 单位：户
        县区  2026年8月  2026年9月
        西峰区  10  20
        环县  3  4
        """,
        """
        xifeng industry_firms 2026-08-31 point 10 B3
        huan industry_firms 2026-08-31 point 3 B4
        xifeng industry_firms 2026-09-30 point 20 C3
        huan industry_firms 2026-09-30 point 4 C4
        """,
    ),
    "rates of growth": (
        "s",
        """
        2026年规上工业增加值增速
        县区  1-8月  1-9月
        西峰区  8.5  -2.5
        环县  下降3%  持平
        """,
        """
        xifeng industrial_va 2026-08-31 ytd 8.5 B3
        huan industrial_va 2026-08-31 ytd -3 B4
        xifeng industrial_va 2026-09-30 ytd -2.5 C3
        huan industrial_va 2026-09-30 ytd 0 C4
        """,
    ),
    "county and indicator both down": (
        "2026年1-9月",
        """
        县区  指标名称  计量单位  本期  同比%
        西峰区  产业链产值  亿元  10.5  8.2
        西峰区  入库税收  亿元  2.5  3.1
        环县  产业链产值  亿元  3.5  2.2
        """,
        """
        xifeng output_value 2026-09-30 ytd 10.5 D2 +8.2
        xifeng tax 2026-09-30 ytd 2.5 D3 +3.1
        huan output_value 2026-09-30 ytd 3.5 D4 +2.2
        """,
    ),
    "columns that are not known stand aside": (
        "2026年1-9月",
        """
        县区  产业链产值(亿元)  秸秆利用率(%)  位次
        西峰区  10.5  80  1
        环县  3.5  70  2
        """,
        """
        xifeng output_value 2026-09-30 ytd 10.5 B2
        huan output_value 2026-09-30 ytd 3.5 B3
        """,
    ),
    "two tables one below the other": (
        "2026年",
        """
        产业链产值 单位：亿元
        县区  1-2月  1-3月
        西峰区  10.5  20.5

        入库税收 单位：亿元
        县区  1-2月  1-3月
        环县  1.5  2.5
        """,
        """
        xifeng output_value 2026-02-28 ytd 10.5 B3
        xifeng output_value 2026-03-31 ytd 20.5 C3
        huan tax 2026-02-28 ytd 1.5 B7
        huan tax 2026-03-31 ytd 2.5 C7
        """,
    ),
}  # fmt: skip
