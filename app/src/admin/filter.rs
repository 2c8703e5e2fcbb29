//! What the totals are asked for, as it stands in the address: the same for the page and for the files.

use std::fmt::Write;

use chrono::NaiveDate;
use domain::{form, region::Region, register::Filter, training::Path};

/// What could not be read: the name of the part. Everything else is taken.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What was asked for.
    pub filter: Filter,
    /// Parts of the address that are not understood.
    pub wrong: Vec<&'static str>,
}

/// Reads a filter; `get` gives a part of the address.
pub fn read(get: impl Fn(&str) -> Option<String>, today: NaiveDate) -> Asked {
    let mut wrong = Vec::new();
    let text = |name: &str| get(name).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
    fn part<T>(wrong: &mut Vec<&'static str>, name: &'static str, value: Option<Option<T>>) -> Option<T> {
        if matches!(value, Some(None)) {
            wrong.push(name);
        }
        value.flatten()
    }
    let day = |name: &str| text(name).map(|v| form::date(&v).ok());
    let as_of = part(&mut wrong, "as_of", day("as_of")).unwrap_or(today);
    let from = part(&mut wrong, "from", day("from"));
    let organisation = part(&mut wrong, "organisation", text("organisation").map(|v| v.parse().ok()));
    let country = part(&mut wrong, "country", text("country").map(|v| form::iso3(&v).ok()));
    let region = part(&mut wrong, "region", text("region").map(|v| Region::from_name(&v)));
    let programme = part(&mut wrong, "programme", text("programme").map(|v| v.parse().ok()));
    let path = part(&mut wrong, "path", text("path").map(|v| Path::from_name(&v)));
    Asked { filter: Filter { as_of, from, organisation, country, region, programme, path }, wrong }
}

/// The filter as the query of an address.
pub fn write(filter: &Filter) -> String {
    let mut query = format!("?as_of={}", filter.as_of);
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = write!(query, "&{name}={value}");
        }
    };
    add("from", filter.from.map(|v| v.to_string()));
    add("organisation", filter.organisation.map(|v| v.to_string()));
    add("country", filter.country.clone());
    add("region", filter.region.map(|v| v.name().to_owned()));
    add("programme", filter.programme.map(|v| v.to_string()));
    add("path", filter.path.map(|v| v.name().to_owned()));
    query
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_what_is_wrong_is_named() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default();
        let filter = Filter {
            from: today.pred_opt(),
            country: Some("IRL".into()),
            region: Some(Region::African),
            path: Some(Path::SelfStudy),
            ..Filter::as_of(today)
        };
        let query = write(&filter);
        let parts: std::collections::HashMap<&str, &str> =
            query.trim_start_matches('?').split('&').filter_map(|p| p.split_once('=')).collect();
        let asked = read(|name| parts.get(name).map(|v| (*v).to_owned()), today);
        assert_eq!((asked.filter, asked.wrong.len()), (filter, 0));
        let nonsense = read(|name| Some(format!("<{name}>")), today);
        assert_eq!(nonsense.filter, Filter::as_of(today));
        assert_eq!(nonsense.wrong, ["as_of", "from", "organisation", "country", "region", "programme", "path"]);
    }
}
