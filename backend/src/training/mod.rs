//! Training records, historic counts, totals.

mod commands;
pub(crate) mod entity;
mod export;
mod queries;
mod settle;

pub use commands::{HistoryForm, add_history, import_history, withdraw_history};
pub use export::totals_csv;
pub use queries::{
    Figures, HistoryRow, OrganisationTotal, Own, PersonTotal, TotalsFilter, TotalsView, figures, history, own, people, totals,
};
pub(crate) use settle::{NewRecord, insert_record, settle_self_study, settle_workshop, unsettle_workshop, withdraw_of_person};
