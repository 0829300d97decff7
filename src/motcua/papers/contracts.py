"""Which data each template takes (dữ liệu của từng mẫu): the contract between who fills a paper and who draws it."""

from motcua.papers import office_papers_data, registers_data, slips_data

CONTRACTS: dict[str, type] = {
    "mau01": slips_data.Receipt,
    "mau02": slips_data.SupplementRequest,
    "mau03": slips_data.Refusal,
    "mau04": slips_data.Apology,
    "mau05": slips_data.Stop,
    "mau01_chung": slips_data.JointReceipt,
    "mau06": slips_data.ControlSlip,
    "handover_record": registers_data.HandoverRecordPaper,
    "cover": registers_data.Cover,
    "mau07": registers_data.Logbook,
    "acknowledgement": slips_data.Acknowledgement,
    "poster_a4": office_papers_data.Poster,
    "result_page": office_papers_data.ResultPage,
    "password_slip": office_papers_data.PasswordSlip,
    "downtime_slip": office_papers_data.DowntimeSlips,
    "receipt_cash": office_papers_data.CashReceipt,
    "seal_slip": office_papers_data.SealSlip,
    "hand_over": slips_data.HandOver,
    "report_06a": registers_data.Report06a,
    "letter": office_papers_data.Letter,
    "stamp": office_papers_data.Stamp,
}
