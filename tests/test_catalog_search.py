"""Words of the street find their procedure in the shipped catalog."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from procedures.search import search
from tests.catalog import DAY, record
from tests.published import published

SAID = {
    "vneid": "vneid, vnid, v-neid, vne id, app định danh, ứng dụng định danh",
    "vneid-level2": "m2, kt2, định danh mức 2, định danh cấp 2, đdđt mức 2, dinh danh muc 2, level 2, tài khoản lv2",
    "vneid-level1": "m1, định danh mức 1, level 1",
    "id-number-confirmation": "số định danh, sđd, sdd, mã định danh",
    "identity-card": "cccd, can cuoc, căn cước công dân, căn cước, cmnd, chứng minh thư, cmt, chứng minh, thẻ chip",
    "criminal-record": "lltp, ly lich tu phap, lý lịch, giấy không tiền án tiền sự, hạnh kiểm",
    "permanent-residence": "hộ khẩu, nhập khẩu, nhập hộ khẩu, đk thường trú, đktt, chuyển khẩu, sổ hộ khẩu",
    "residence-deregistration": "cắt khẩu, xóa khẩu, xoá hộ khẩu, cắt hộ khẩu",
    "temporary-residence": "tạm trú, kt3, tạm trú tạm vắng, đk tạm trú",
    "stay-notification": "lưu trú, khai khách",
    "residence-confirmation": "ct07, giấy xác nhận cư trú, xác nhận nơi ở",
    "birth-registration": "khai sinh, ks, giấy khai sinh, gks, làm giấy khai sinh",
    "death-registration": "khai tử, giấy chứng tử, báo tử",
    "marriage-registration": "kết hôn, đăng ký kết hôn, cưới, đkkh",
    "marital-status": "độc thân, giấy độc thân, xác nhận độc thân, xntthn, tình trạng hôn nhân",
    "civil-status-extract": "trích lục, bản sao khai sinh",
    "health-insurance-card": "bhyt, thẻ bảo hiểm, thẻ bhyt",
    "social-insurance": "bhxh, bảo hiểm xh, vssid, sổ bhxh",
    "unemployment": "bhtn, tctn, trợ cấp thất nghiệp, tcthn, thất nghiệp",
    "funeral-support": "mai táng, tử tuất, tiền tuất, trợ cấp chôn cất",
    "e-health-book": "sổ sức khỏe, so suc khoe, ssk điện tử",
    "digital-signature": "cks, chữ kí số, ký số",
    "driving-licence": "gplx, bằng lái, bl xe, bằng lái xe, bằng xe máy",
    "vehicle-registration": "cà vẹt, cavet, đăng ký xe, giấy tờ xe, sang tên xe, đổi biển, biển số",
    "passport": "passport, pp, ho chieu",
    "traffic-fine": "phạt nguội, nộp phạt, tra phạt",
    "land": "sổ đỏ, sổ hồng, gcn, gcnqsdđ, qsdđ, bìa đỏ",
    "business": "hkd, giấy phép kinh doanh, đkkd, mở quán",
}
"""Procedure or family, and what people call it."""


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A data base that holds the shipped catalog."""
    with published(tmp_path_factory.mktemp("catalog")) as reading:
        yield reading


@pytest.mark.parametrize(
    ("meant", "said"), [(meant, said) for meant, all_ in SAID.items() for said in all_.split(", ")]
)
def test_what_people_say_finds_what_they_mean(session: Session, meant: str, said: str) -> None:
    hits = [hit.slug for hit in search(session, said, DAY, limit=3)]
    assert [slug for slug in hits if slug.startswith(meant) or record(slug).family == meant], hits
