SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
.PHONY: help run test lint report bench screenshots set-up-to-run set-up-to-test

PORT ?= 8000
PYTHON := .venv/bin/python

help:  ## Liệt kê các lệnh
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: export DEBUG = 1
run: set-up-to-run  ## Chạy thử với dữ liệu ví dụ tại http://127.0.0.1:8000
	@mkdir -p data
	# runserver makes the checks
	$(PYTHON) manage.py migrate --verbosity 0 --skip-checks
	$(PYTHON) manage.py load_example --if-empty --skip-checks
	printf '\nMở http://127.0.0.1:$(PORT)/ (dừng: Ctrl+C)\n\n'
	exec $(PYTHON) manage.py runserver 127.0.0.1:$(PORT)

test: lint  ## Kiểm tra mã nguồn; chạy các bài kiểm thử trên SQLite, PostgreSQL và trình duyệt
	@echo "== SQLite"
	$(PYTHON) -m pytest -n 2 -m "not browser"
	echo "== PostgreSQL"
	$(PYTHON) -m pytest -n 2 --postgres
	echo "== Trình duyệt"
	$(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m browser

lint: export DATABASE_URL = sqlite://:memory:
lint: export SECRET_KEY = only-for-this-check/0123456789/abcdefghijklmnopqrstuvwxyz
lint: set-up-to-test  ## Kiểm tra mã nguồn: quy tắc, định dạng, migration, thiết lập máy chủ
	@$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) manage.py makemigrations --check --dry-run
	$(PYTHON) manage.py check --deploy --fail-level WARNING

report: export DEBUG = 1
report: set-up-to-run  ## Lập dự thảo báo cáo của dữ liệu ví dụ vào build/bao-cao.pdf
	@folder=$$(mktemp -d)
	trap 'rm -rf "$$folder"' EXIT
	export DATABASE_URL="sqlite:///$$folder/db.sqlite3"
	mkdir -p build
	$(PYTHON) manage.py migrate --verbosity 0
	$(PYTHON) manage.py load_example --verbosity 0
	$(PYTHON) manage.py write_report build/bao-cao.pdf

bench: set-up-to-test  ## In bảng đo thời gian, số truy vấn và bộ nhớ
	@$(PYTHON) tests/benchmarks/run.py
	$(PYTHON) tests/benchmarks/slips.py
	$(PYTHON) tests/benchmarks/prose.py

screenshots: set-up-to-test  ## Chụp lại ảnh cho README và hướng dẫn vào docs/images/
	@$(PYTHON) docs/screenshots.py

set-up-to-run:
	@.ci/set-up run

set-up-to-test:
	@.ci/set-up test
