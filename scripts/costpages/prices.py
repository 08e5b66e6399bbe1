"""What platforms charge. A new price is a change here; then scripts/docs-costs writes the pages anew."""

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Price:
    """One figure of a price list: what it is for in both languages, where it stands and when it was seen there.

    Without a source nobody has looked it up: an example, to be replaced by your own.
    """

    amount: float
    unit: str
    what: tuple[str, str]
    source: str = ""
    seen: str = ""


_FC = "https://help.aliyun.com/zh/functioncompute/fc/product-overview/billing-overview-of-fc"
_RUN = "https://cloud.google.com/run/pricing"
SCF_GB_S = Price(0.00011108, "CNY/GB-s", ("SCF: memory times time", "SCF：内存 × 时长"))
SCF_CALL = Price(0.00000133, "CNY", ("SCF: a call", "SCF：每次调用"))
FC_CU = Price(0.00011, "CNY/CU", ("FC: a CU, first tier", "FC：CU，第一档"), _FC, "2026-11-26")
FC_CU_PER_VCPU_S = Price(1.0, "CU/vCPU-s", ("FC: CU for a vCPU's second", "FC：每 vCPU 秒折算"))
FC_CU_PER_GB_S = Price(0.15, "CU/GB-s", ("FC: CU for a GB's second", "FC：每 GB 秒折算"))
FC_CU_PER_CALL = Price(0.0075, "CU", ("FC: CU for a call", "FC：每次调用折算"))
RUN_VCPU_S = Price(0.000024, "USD/vCPU-s", ("Cloud Run: a vCPU's second", "Cloud Run：每 vCPU 秒"), _RUN, "2026-11-26")
RUN_GIB_S = Price(0.0000025, "USD/GiB-s", ("Cloud Run: a GiB's second", "Cloud Run：每 GiB 秒"), _RUN, "2026-11-26")
RUN_CALL = Price(0.0000004, "USD", ("Cloud Run: a call", "Cloud Run：每次调用"), _RUN, "2026-11-26")
PACKAGE = Price(0.01, "CNY", ("WeChat's or Leqi's package: a call", "微信或乐奇的次数包：每次调用"))
PRICES = (
    *(SCF_GB_S, SCF_CALL, FC_CU, FC_CU_PER_VCPU_S, FC_CU_PER_GB_S, FC_CU_PER_CALL),
    *(RUN_VCPU_S, RUN_GIB_S, RUN_CALL, PACKAGE),
)
_LEAST_FC_GB = 1.0  # FC gives a vCPU with 1 to 4 GB
_RUN_STEP_S = 0.1


def scf(calls: int, seconds: float, megabytes: int) -> float:
    """CNY for calls of so many seconds on one core at SCF."""
    return calls * (megabytes / 1024 * seconds * SCF_GB_S.amount + SCF_CALL.amount)


def fc(calls: int, seconds: float, megabytes: int) -> float:
    """CNY for calls of so many seconds on one vCPU at FC."""
    gigabytes = max(megabytes / 1024, _LEAST_FC_GB)
    units = seconds * (FC_CU_PER_VCPU_S.amount + gigabytes * FC_CU_PER_GB_S.amount) + FC_CU_PER_CALL.amount
    return calls * units * FC_CU.amount


def cloud_run(calls: int, seconds: float, megabytes: int) -> float:
    """USD for calls of so many seconds, one after the other, on one vCPU at Cloud Run, which rounds time up."""
    billed = math.ceil(round(seconds / _RUN_STEP_S, 6)) * _RUN_STEP_S
    return calls * (billed * (RUN_VCPU_S.amount + megabytes / 1024 * RUN_GIB_S.amount) + RUN_CALL.amount)


def package(calls: int) -> float:
    """CNY for calls out of a package of WeChat or Leqi."""
    return calls * PACKAGE.amount
