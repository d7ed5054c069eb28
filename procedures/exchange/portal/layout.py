"""The layout: what a portal's record holds, under English names or under the headings of the portal's pages."""

import json
from typing import Annotated, Any

from pydantic import AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field


def _text(value: Any) -> Any:
    """A number counts as its digits, and nothing at all as empty: files differ in how they write both."""
    if value is None:
        return ""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Text = Annotated[str, BeforeValidator(_text)]


def _listed(value: Any) -> Any:
    """One text is a list of its lines."""
    if value is None:
        return ()
    return tuple(line.strip() for line in value.splitlines() if line.strip()) if isinstance(value, str) else value


Lines = Annotated[tuple[str, ...], BeforeValidator(_listed)]


def _named(name: str, heading: str, **rules: Any) -> Any:
    """A field that is also read under the portal's own heading."""
    return Field(validation_alias=AliasChoices(name, heading), **rules)


class Part(BaseModel):
    """A part of a portal's record; a field that is not named here is reported, not dropped in silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Method(Part):
    """One way to file, with its time limit and its fees."""

    channel: Text = _named("channel", "Hình thức nộp", default="", description="Trực tiếp, Trực tuyến, Bưu chính")
    time: Text = _named("time", "Thời hạn giải quyết", default="", description="05 ngày làm việc")
    fee: Text = _named("fee", "Phí, lệ phí", default="", description="100.000 Đồng; Không; empty: not published")
    description: Text = _named("description", "Mô tả", default="")


class Paper(Part):
    """A paper to hand in."""

    name: Text = _named("name", "Tên giấy tờ", min_length=1)
    form: Text = _named("form", "Mẫu đơn, tờ khai", default="", description="number or file name of its form")
    quantity: Text = _named("quantity", "Số lượng", default="", description="Bản chính: 1 Bản sao: 0")
    originals: Text = _named("originals", "Bản chính", default="", description="where there is no quantity")
    copies: Text = _named("copies", "Bản sao", default="", description="where there is no quantity")


class Basis(Part):
    """A legal document."""

    number: Text = _named("number", "Số ký hiệu", default="", description="16/2025/TT-BTC")
    title: Text = _named("title", "Trích yếu", default="")
    date: Text = _named("date", "Ngày ban hành", default="", description="24/04/2025, 24-04-2025 or 2025-04-24")
    issuer: Text = _named("issuer", "Cơ quan ban hành", default="")


class PortalRecord(Part):
    """One procedure."""

    code: Text = _named("code", "Mã thủ tục", description="national code, 1.004222")
    name: Text = _named("name", "Tên thủ tục", min_length=1)
    agency: Text = _named("agency", "Cơ quan thực hiện", default="")
    level: Lines = _named("level", "Cấp thực hiện", default=(), description="Cấp Bộ, Cấp Tỉnh, Cấp Xã; one a line")
    field: Text = _named("field", "Lĩnh vực", default="")
    subjects: Lines = _named("subjects", "Đối tượng thực hiện", default=())
    steps: Lines = _named("steps", "Trình tự thực hiện", default=())
    methods: tuple[Method, ...] = _named("methods", "Cách thức thực hiện", default=())
    documents: tuple[Paper, ...] = _named("documents", "Thành phần hồ sơ", default=())
    legal_basis: tuple[Basis, ...] = _named("legal_basis", "Căn cứ pháp lý", default=())
    conditions: Lines = _named("conditions", "Yêu cầu, điều kiện thực hiện", default=())
    result: Lines = _named("result", "Kết quả thực hiện", default=())

    @classmethod
    def schema_text(cls) -> str:
        """The JSON schema of the layout, as it stands in ``docs/portal-layout.schema.json``."""
        return json.dumps(cls.model_json_schema(), ensure_ascii=False, indent=2) + "\n"


NESTED = ("methods", "documents", "legal_basis")
"""Fields that hold lists of parts: JSON in a cell of a CSV file."""
