"""Addresses of signing in, passwords and users."""

from django.urls import path

from . import views

urlpatterns = [
    path("dang-nhap/", views.sign_in, name="login"),
    path("dang-nhap/lai/", views.sign_in_again, name="sign_in_again"),
    path("dang-xuat/", views.sign_out, name="logout"),
    path("doi-mat-khau/", views.change_password, name="password_change"),
    path("nguoi-dung/", views.users, name="users"),
    path("nguoi-dung/<int:pk>/thu/", views.set_email, name="set_email"),
    path("nguoi-dung/<int:pk>/mat-khau/", views.set_password, name="set_password"),
]
