"""Tencent: SCF's CreateFunction request for each function, and WeChat CloudRun's container.config.json."""

from typing import Any

from .function import CONCURRENCY, INSTANCES, Function

SCF_STEP = 128  # SCF's memory comes in steps of so many megabytes
# Answers of SCF have at most 6 MB: media and superresolution keep no larger picture.
SCF_SETTINGS = {"MAX_MEDIA_BYTES": "6000000"}
# callContainer waits for 15 s and knows the caller: so all waits of a call end earlier, the download, the turn and the
# engine together, and what would not be done in time is not taken; and the platform lets callers in.
CLOUDRUN_SETTINGS = {
    "ACCESS": "platform",
    "FETCH_SECONDS": "3",
    "QUEUE_SECONDS": "3",
    "VENDOR_SECONDS": "8",
    "LEQI_SECONDS": "10",
    "OCR_SECONDS": "7",
    "SUPERRESOLUTION_SECONDS": "7",
    "SUPERRESOLUTION_PIXELS": "2000000",
    "IDPHOTO_SECONDS": "7",
}
_SIZES = ((0.25, 0.5), (0.5, 1), (1, 2), (2, 4), (4, 8))  # cores and gigabytes that CloudRun offers


def scf(function: Function) -> dict[str, Any]:
    """The request that makes the function: from its zip file if it has no engine, else from its image."""
    values = {**function.settings, **{name: f"${{{name}}}" for name in function.asked}}
    made: dict[str, Any] = {
        "FunctionName": function.cloud_name,
        "Type": "HTTP",
        "MemorySize": -(-function.record.megabytes // SCF_STEP) * SCF_STEP,
        "Timeout": function.record.seconds,
        "InstanceConcurrencyConfig": {"DynamicEnabled": "FALSE", "MaxConcurrency": CONCURRENCY},
        "Environment": {"Variables": [{"Key": key, "Value": value} for key, value in values.items()]},
    }
    if function.light:
        place = {"CosBucketName": "${COS_BUCKET}", "CosBucketRegion": "${COS_REGION}"}
        return made | {"Runtime": "Python3.11", "Code": place | {"CosObjectName": f"/{function.name}.zip"}}
    image = {"ImageType": "personal", "ImageUri": f"${{REGISTRY}}/{function.service}:${{TAG}}", "ImagePort": 9000}
    made["Environment"]["Variables"].append({"Key": "PORT", "Value": "9000"})
    return made | {"Code": {"ImageConfig": image}}


def cloudrun(function: Function) -> dict[str, Any]:
    """The container.config.json of the function's service."""
    cores, gigabytes = next(size for size in _SIZES if size[1] * 1024 >= function.record.megabytes)
    return {
        "containerPort": 80,
        "dockerfilePath": "Dockerfile",
        "buildDir": "",
        "minNum": 0,
        "maxNum": INSTANCES,
        "cpu": cores,
        "mem": gigabytes,
        "policyType": "cpu",
        "policyThreshold": 60,
        "envParams": {**function.settings, "PORT": "80", **{name: f"${{{name}}}" for name in function.asked}},
        "customLogs": "stdout",
        "initialDelaySeconds": 2,
    }
