//! A calendar file (iCalendar, RFC 5545), as letters and pages hand it over.

/// A calendar file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// `REQUEST`-less: `PUBLISH`, or `CANCEL` when everything in it was called off.
    pub method: &'static str,
    /// Its text.
    pub text: String,
}
