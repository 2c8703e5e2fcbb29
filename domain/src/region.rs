//! The regional groups of the United Nations, and which State belongs to which.
//!
//! They are electoral groups, not geography (source: UN Department for General Assembly and Conference Management,
//! "Regional groups of Member States"). The same file holds the map of the world that charts draw.

use std::sync::LazyLock;
use strum::{EnumString, IntoStaticStr, VariantArray};

/// A regional group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Region {
    /// African States.
    African,
    /// Asia-Pacific States.
    AsiaPacific,
    /// Eastern European States.
    EasternEuropean,
    /// Latin American and Caribbean States.
    LatinAmericanCaribbean,
    /// Western European and other States.
    WesternOther,
}

names!(Region);

impl Region {
    /// The group of a State (ISO 3166-1 alpha-3).
    pub fn of(iso3: &str) -> Option<Self> {
        WORLD.iter().find(|land| land.iso3 == iso3).and_then(|land| land.region)
    }
}

/// A State on the map of the world.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Land {
    /// ISO 3166-1 alpha-3; `XXX` for land that is no member State.
    pub iso3: &'static str,
    /// Its regional group.
    pub region: Option<Region>,
    /// A point inside it, in the units of [`MAP`].
    pub at: (f32, f32),
    /// Its outline as SVG path data; empty where it is too small to be seen.
    pub outline: &'static str,
}

/// Width and height of the map.
pub const MAP: (u32, u32) = (1000, 500);

static WORLD: LazyLock<Vec<Land>> = LazyLock::new(|| {
    include_str!("../../content/world.csv")
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.splitn(5, ',');
            let (iso3, region) = (cells.next()?, Region::from_name(cells.next()?));
            let at = (cells.next()?.parse().unwrap_or(0.0), cells.next()?.parse().unwrap_or(0.0));
            Some(Land { iso3, region, at, outline: cells.next()?.trim_matches('"') })
        })
        .collect()
});

/// All land.
pub fn world() -> &'static [Land] {
    &WORLD
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_has_the_group_that_the_united_nations_give_it() {
        for (iso3, region) in [
            ("GHA", Some(Region::African)),
            ("FJI", Some(Region::AsiaPacific)),
            ("POL", Some(Region::EasternEuropean)),
            ("BRA", Some(Region::LatinAmericanCaribbean)),
            ("CHE", Some(Region::WesternOther)),
            ("XXX", None),
            ("", None),
        ] {
            assert_eq!(Region::of(iso3), region, "{iso3}");
        }
    }

    #[test]
    fn the_map_holds_every_line_of_its_file_with_a_point_on_it() {
        assert_eq!(world().len(), include_str!("../../content/world.csv").lines().count() - 1);
        let (width, height) = (1000.0, 500.0);
        for land in world().iter().filter(|land| land.iso3 != "XXX") {
            assert!((0.0..width).contains(&land.at.0) && (0.0..height).contains(&land.at.1), "{}", land.iso3);
        }
    }
}
