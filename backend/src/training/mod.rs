//! Training records, historic counts, totals.

mod commands;
mod corrections;
mod entity;
mod export;
mod facts;
mod participation;
mod people;
mod queries;
mod react;
mod records;
mod rules;
mod settle;
mod sums;
mod totals;

pub(crate) use commands::import_history;
pub use commands::{HistoryForm, add_history, withdraw_history};
pub use corrections::{RecordForm, RecordView, What, correct, enter_record};
pub(crate) use corrections::{records_of, time_given};
pub use export::{people_csv, people_xlsx, totals_csv, totals_json, totals_xlsx};
pub use people::{PersonTotal, of_organisation, people, people_page};
pub use queries::{Figures, HistoryRow, Impact, Own, figures, history, impact, impact_json, own};
pub(crate) use react::react;
pub(crate) use records::{RecordRow, alike, entered, insert_many, record, record_locked};
pub(crate) use rules::settle_everybody;
pub use rules::{
    ModuleChoice, Preview, ProgrammeForm, ProgrammeView, RuleForm, VersionView, preview_rule, programmes, save_programme, save_rule,
};
pub(crate) use settle::NewRecord;
pub use settle::settle_what_is_closed;
pub(crate) use sums::first_trained;
pub use totals::{Line, Section, TotalsView, programme_choices, totals, totals_unattended};
