/** Given names common in France. */
export const GIVEN_NAMES: readonly string[] =
  'Adèle Agathe Alice Amandine Anaïs Antoine Arthur Aurélie Axel Baptiste Benoît Camille Cécile Céline Charlotte Chloé Clara Claire Clément Damien David Delphine Élise Élodie Émilie Emma Éric Fabien Fanny Florian François Gabriel Gaëlle Guillaume Hélène Hugo Inès Jeanne Jérôme Jules Julie Karim Laura Léa Léo Louis Lucas Lucie Manon Margaux Marie Mathilde Maxime Mehdi Nadia Nathan Nicolas Noémie Olivier Pauline Quentin Raphaël Romain Salomé Samira Sébastien Simon Solène Sophie Thibault Thomas Valentin Victor Yasmine Zoé'.split(
    ' ',
  )

/** Family names common in France, with some that have blanks, apostrophes and hyphens. */
export const FAMILY_NAMES: readonly string[] =
  "Bernard|Dubois|Durand|Leroy|Moreau|Simon|Laurent|Lefebvre|Michel|Garcia|Bertrand|Roux|Vincent|Fournier|Morel|Girard|André|Mercier|Dupont|Lambert|Bonnet|François|Martinez|Legrand|Garnier|Faure|Rousseau|Blanc|Guérin|Muller|Henry|Roussel|Nicolas|Perrin|Morin|Mathieu|Clément|Gauthier|Dumont|Lopez|Fontaine|Chevalier|Robin|Masson|Sanchez|Gérard|Nguyen|Boyer|Denis|Lemaire|Duval|Joly|Gautier|Roger|Roche|Roy|Noël|Meyer|Lucas|Meunier|Jean|Perez|Marchand|Dufour|Blanchard|Marie|Barbier|Brun|Dumas|Brunet|Schmitt|Leroux|Colas|Fernandez|Renard|Arnaud|Rolland|Caron|Aubert|Giraud|Benali|Traoré|Le Gall|L'Hermite|d'Alembert|Saint-Martin|Lévêque|Kowalski".split(
    '|',
  )

/** Streets that many French towns have. */
export const STREETS: readonly string[] =
  "rue Victor-Hugo|avenue Jean-Jaurès|rue de la République|rue des Lilas|place du Marché|chemin des Vignes|rue Pasteur|allée des Tilleuls|rue de l'Église|boulevard Gambetta|rue du Moulin|impasse des Acacias|rue Émile-Zola|quai de la Fosse|rue Saint-Nicolas".split(
    '|',
  )

/** City, postal code, and the store most of its people go to. */
export const CITIES: readonly (readonly [city: string, postalCode: string, store: string])[] = [
  ['Paris', '75011', 'PAR01'],
  ['Paris', '75018', 'PAR02'],
  ['Paris', '75014', 'PAR03'],
  ['Montreuil', '93100', 'PAR01'],
  ['Boulogne-Billancourt', '92100', 'BOU01'],
  ['Versailles', '78000', 'BOU01'],
  ['Lyon', '69003', 'LYO01'],
  ['Villeurbanne', '69100', 'LYO01'],
  ['Marseille', '13008', 'MAR01'],
  ['Aix-en-Provence', '13100', 'MAR01'],
  ['Lille', '59000', 'LIL01'],
  ['Roubaix', '59100', 'LIL01'],
  ['Bordeaux', '33000', 'BDX01'],
  ['Nantes', '44000', 'NAN01'],
  ['Rennes', '35000', 'NAN01'],
  ['Toulouse', '31000', 'TLS01'],
  ['Strasbourg', '67000', 'STR01'],
  ['Nice', '06000', 'NCE01'],
]
