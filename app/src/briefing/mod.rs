//! The briefing: one page, or step by step; as PDF; with templates.

mod page;
mod paper;

pub use page::{BriefingPage, BriefingStepPage};
pub use paper::{Made, briefing_pdf, template_file};
