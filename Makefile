# Hai lệnh là đủ: `make demo` để dùng thử, `make test` để kiểm tra tất cả. `make help` liệt kê phần còn lại.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PORT ?= 8000
HOST ?= 127.0.0.1
PYTHON ?= python3
BIN := .venv/bin
BASE := requirements/base.lock requirements/installer.lock pyproject.toml tools/install
# After `make test` the development packages stay, so that a later `make demo` does not remove them again.
LOCKS = base $(if $(wildcard .venv/.dev),dev)

export PORT HOST PYTHON
# Some machines forbid Python to keep what it compiled: every start would then compile a thousand modules anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup setup-dev demo demo-reset test proof check format messages screens figures locks clean

help: ## Liệt kê các lệnh
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

setup: .venv/.base ## Chỉ cài đặt vào .venv

.venv/.base: $(BASE)
	@tools/install $(LOCKS)
	@touch $@

.venv/.dev: $(BASE) requirements/dev.lock
	@tools/install base dev
	@touch .venv/.base $@

setup-dev: .venv/.dev ## Cài thêm các gói để kiểm tra và phát triển

demo: setup ## Cài đặt, nạp xã mẫu và mở tại http://127.0.0.1:8000 (đổi cổng: PORT=8080)
	@$(BIN)/motcua demo
	@exec $(BIN)/motcua serve --host $(HOST) --port $(PORT)

demo-reset: setup ## Xóa xã mẫu và nạp lại từ đầu
	@$(BIN)/motcua demo --reset

test: setup-dev ## Chạy mọi kiểm tra: SQLite, PostgreSQL, trình duyệt
	@tools/run-tests

proof: setup-dev ## Chạy các kiểm tra dài (tranh chấp, mất điện, triệu dòng) và ghi docs/figures/
	@tools/run-proof

check: setup-dev ## Kiểm tra cách viết: ruff, mypy, migration còn thiếu
	@tools/run-check

format: setup-dev ## Sắp lại cách viết theo ruff
	@$(BIN)/ruff check --fix-only --quiet . ; $(BIN)/ruff format .

messages: setup-dev ## Rút câu chữ từ mẫu và mã, biên dịch bản tiếng Anh
	@$(BIN)/python -m tools.messages

screens: setup-dev ## Chụp lại các màn hình chính vào docs/screens/
	@MOTCUA_CHROMIUM="$$(tools/chromium)" $(BIN)/python -m tools.screens

figures: setup-dev ## Đếm dòng mã, độ dài tệp
	@$(BIN)/python -m tools.sizes

locks: setup-dev ## Khóa lại phiên bản các gói trong requirements/*.in
	@tools/lock

clean: ## Xóa .venv và các tệp dựng tạm (giữ var/)
	@rm -rf .venv build src/*.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis
