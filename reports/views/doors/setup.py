"""One page that leads to all doors."""

from django.shortcuts import render
from django.urls import path

from teams.access import for_roles
from teams.models import Role

DOORS = (
    (
        "reports:periods",
        "Kỳ báo cáo",
        "Lập kỳ mới, mở cho các xã nhập, chốt và mở lại.",
    ),
    (
        "reports:indicators",
        "Chỉ tiêu",
        "Những gì các xã phải báo cáo, cách tính và cách đối chiếu.",
    ),
    (
        "reports:report_types",
        "Loại báo cáo",
        "Các mục, phần đầu, phần cuối mà báo cáo của mỗi kỳ bắt đầu từ đó.",
    ),
    (
        "reports:activities",
        "Hoạt động",
        "Hội nghị, tập huấn và văn bản đã ban hành trong kỳ.",
    ),
    (
        "reports:documents",
        "Văn bản viện dẫn",
        "Quyết định, kế hoạch, công văn mà báo cáo nhắc đến.",
    ),
    (
        "reports:products",
        "Sản phẩm",
        "Sản phẩm OCOP và sản phẩm khác của từng xã, để xã chọn khi nhập.",
    ),
    (
        "reports:letterheads",
        "Mẫu đầu văn bản",
        "Tên cơ quan, địa danh và ký hiệu in ở đầu báo cáo.",
    ),
    (
        "reports:signers",
        "Người ký",
        "Ai ký báo cáo, với quyền hạn và chức vụ nào.",
    ),
    (
        "reports:office_words",
        "Từ ngữ của cơ quan",
        "Chữ viết tắt ai cũng biết và cơ quan, đơn vị không còn, để rà soát lời văn.",
    ),
    (
        "reports:authorities",
        "Tổ chức chứng thực",
        "Tổ chức nào cấp chữ ký số mà đơn vị tin cậy.",
    ),
)


@for_roles(Role.OFFICER)
def setup(request):
    """Every register of the officer with one sentence each."""
    return render(request, "reports/doors/setup.html", {"doors": DOORS})


urlpatterns = [path("thiet-lap/", setup, name="setup")]
